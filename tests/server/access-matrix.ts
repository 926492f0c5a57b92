/**
 * Who may come in where, and whose things they meet there. One entry per route of the manifest that has a loader or an
 * action; a route, or an intent of one, without an entry fails `access.test.ts`.
 */
import type { Room } from "#app/auth/policy";

/** What an id in a path or body names. Who owns which one is laid in `access-world.ts`. */
export type Subject =
  | "request" // of an organisation; coordinators see all
  | "confirmed_request"
  | "met_request" // its meeting has begun
  | "job" // an assignment of an interpreter
  | "complaint"
  | "survey_token" // in a requester's letter
  | "evaluation_token" // handed to a client
  | "offer"
  | "offer_token"
  | "user_token"
  | "caller_token"
  | "attest_token"
  | "service" // a report that waits for its requester's word, as their form names it
  | "linked_service" // likewise, of the request that a link is for
  | "reported_job"
  | "application" // somebody at the door, whose mail is confirmed
  | "application_token"
  | "first_token" // nobody has one where somebody has an account
  | "call" // what a coordinator is to say by phone
  | "interpreter"
  | "paid_interpreter" // likewise, for whoever sees to pay
  | "paper" // of an interpreter, with its scan
  | "any_paper" // likewise, for coordinators
  | "receipt" // of what an interpreter spent
  | "user"
  | "absence"
  | "expense" // of an interpreter, not handed in yet
  | "any_expense" // likewise, for coordinators
  | "event"
  | "notification"
  | "organisation"
  | "funded_organisation" // likewise, for whoever sees to pay
  | "client"
  | "other_client"
  | "exclusion"
  | "language"
  | "desk"
  | "import" // a table that was looked at
  | "letter"
  | "record" // whose code anybody may have
  | "act" // of an assignment: its institution's, its interpreter's
  | "unit"; // of an institution, for whoever leads it

export interface Entry {
  door: "anyone" | "signed_in" | Room;
  /** Which subject the path's parameter or query names; its owners see it, everybody else gets 404. */
  names?: { param?: string; query?: string; subject: Subject };
  /** What the action does, by intent ("" where there is only one), with a body that would succeed for the owner. */
  actions?: Record<string, ActionCase>;
  /** Further query that the loader needs. */
  search?: string;
  /** The page has no loader of its own for GET, or answers the owner otherwise than with 200. */
  answers?: number;
}

export interface ActionCase {
  /** A body value of the form `{subject}` stands for an id of that subject: own, foreign or missing. */
  body: Record<string, string>;
  /** The body's subject decides whose it is, instead of the path. */
  subject?: Subject;
}

/** Jobs that are over and reported, and wait for the word of those who asked. */
export const REPORTED = { social: "reported-social".padEnd(22, "0"), krize: "reported-crisis".padEnd(22, "0") };

const EDITED = {
  before: "{}",
  language: "prs",
  mode: "phone",
  minutes: "60",
  contactName: "Sanita Ozola",
  contactPhone: "20000101",
};

const PERSON = {
  name: "Zane Liepa",
  locale: "lv",
  place: "Valmiera",
  desk: "vidzeme",
  "modes[]": "phone",
  hours: "20",
  "language-0": "prs",
  "level-0": "3",
};

const requestInPath = { param: "id", subject: "request" } as const;

/** A requester's word, by the link or in the portal. */
function attestedWith(subject: "service" | "linked_service"): Record<string, ActionCase> {
  const body = { "service[]": `{${subject}}` };
  return {
    as_reported: { body, subject },
    otherwise: { body: { ...body, outcome: "held", start: "10:00", end: "10:30" }, subject },
    agree: { body: { ...body, askedAt: "1774339200000" }, subject },
    disagree: { body: { ...body, askedAt: "1774339200000" }, subject },
  };
}

const OWN_VERSION = {
  outcome: "held",
  plannedStart: "1773734400000",
  plannedEnd: "1773738000000",
  start: "10:00",
  end: "10:30",
  reason: "Abi sajauca laiku",
};

/** The mark of a letter that nobody has edited. */
const LETTER_AS_SHIPPED = "T1PNoYwrqgwDVLtfmj7L5e";

export const MATRIX: Record<string, Entry> = {
  "routes/_index": { door: "anyone" },
  "routes/$": { door: "anyone", answers: 404, actions: { "": { body: {} } } },
  "routes/accessibility": { door: "anyone" },
  "routes/news": { door: "anyone", actions: { "": { body: {} } } },
  "routes/places": { door: "signed_in" },
  "routes/desk": { door: "signed_in" },
  "routes/language": { door: "anyone", answers: 404, actions: { "": { body: { lang: "en", to: "/" } } } },
  "routes/act.$id": { door: "signed_in", names: { param: "id", subject: "act" } },
  "routes/receipt.$id": { door: "signed_in", names: { param: "id", subject: "receipt" } },
  "routes/verify._index": { door: "anyone", actions: { "": { body: {} } } },
  "routes/verify.$code": { door: "anyone", names: { param: "code", subject: "record" } },
  "routes/login": {
    door: "anyone",
    actions: { "": { body: { email: "nobody@tilts.test", password: "wrong-password" } } },
  },
  "routes/logout": { door: "anyone", answers: 404, actions: { "": { body: {} } } },
  "routes/forgot": { door: "anyone", actions: { "": { body: { email: "nobody@tilts.test" } } } },
  "routes/first.$token": {
    door: "anyone",
    names: { param: "token", subject: "first_token" },
    actions: {
      "": {
        body: {
          name: "Vita Vadītāja",
          email: "vita@tilts.test",
          password: "a-long-new-password",
          again: "a-long-new-password",
        },
      },
    },
  },
  "routes/set-password.$token": {
    door: "anyone",
    names: { param: "token", subject: "user_token" },
    actions: { "": { body: { password: "a-long-new-password", repeat: "a-long-new-password" } } },
  },
  "routes/account": {
    door: "signed_in",
    actions: {
      settings: { body: { locale: "en", theme: "dark" } },
      password: { body: { current: "tilts-demo", password: "a-long-new-password", repeat: "a-long-new-password" } },
      details: { body: { name: "Jauns Vārds", phone: "20 000 000" } },
      device: { body: { mark: "0".repeat(22) } },
      others: { body: {} },
      everywhere: { body: {} },
    },
  },
  "routes/o.$token": {
    door: "anyone",
    names: { param: "token", subject: "offer_token" },
    actions: { "": { body: { move: "accept" } } },
  },
  "routes/door._index": {
    door: "anyone",
    actions: {
      "": {
        body: {
          orgName: "Talsu muzejs",
          contactName: "Rita Zālīte",
          email: "rita@muzejs.example",
          contactPhone: "27011868",
          language: "prs",
          mode: "phone",
          date: "2026-04-01",
          start: "10:00",
          minutes: "60",
          topic: "social",
        },
      },
    },
  },
  "routes/door.interpreter": {
    door: "anyone",
    actions: {
      "": {
        body: {
          contactName: "Rita Zālīte",
          email: "rita@muzejs.example",
          contactPhone: "27011868",
          "language-0": "prs",
          "level-0": "3",
          "modes[]": "phone",
        },
      },
    },
  },
  "routes/door.access": {
    door: "anyone",
    actions: {
      "": {
        body: {
          orgName: "Talsu muzejs",
          contactName: "Rita Zālīte",
          email: "rita@muzejs.example",
          contactPhone: "27011868",
        },
      },
    },
  },
  "routes/d.$token": {
    door: "anyone",
    names: { param: "token", subject: "application_token" },
    actions: { confirm: { body: {} } },
  },
  "routes/a.$token": {
    door: "anyone",
    names: { param: "token", subject: "attest_token" },
    actions: attestedWith("linked_service"),
  },
  "routes/s.$token": {
    door: "anyone",
    names: { param: "token", subject: "survey_token" },
    actions: { answer: { body: { answered: "5", overall: "4", words: "Paldies" } } },
  },
  "routes/e.$token": {
    door: "anyone",
    names: { param: "token", subject: "evaluation_token" },
    actions: { send: { body: { understood: "good", fair: "middle" } }, skip: { body: {} } },
  },
  "routes/r.$token": { door: "anyone", names: { param: "token", subject: "caller_token" } },

  "routes/institution": { door: "requester" },
  "routes/institution.attest": {
    door: "requester",
    names: { query: "request", subject: "request" },
    actions: attestedWith("service"),
  },
  "routes/institution.export": { door: "requester" },
  "routes/institution.units.$id._index": {
    door: "requester",
    names: { param: "id", subject: "unit" },
    actions: { "": { body: { name: "Jauna Kolēģe", email: "jauna.kolege@tilts.test", locale: "lv" } } },
  },
  "routes/institution.units.$id.export": { door: "requester", names: { param: "id", subject: "unit" } },
  "routes/institution._index": { door: "requester" },
  "routes/institution.language-help": { door: "requester" },
  "routes/institution.old-form": { door: "requester", actions: { "": { body: { oldForm: "Valoda: dari" } } } },
  "routes/institution.new": {
    door: "requester",
    actions: {
      "": {
        body: {
          language: "prs",
          mode: "phone",
          date: "2026-04-01",
          start: "10:00",
          length: "60",
          topic: "social",
          contactName: "Sanita Ozola",
          contactPhone: "20000101",
          count: "1",
        },
      },
    },
  },
  "routes/institution.requests.$id": {
    door: "requester",
    names: requestInPath,
    actions: {
      cancel: { body: {} },
      agree: { body: { askedAt: "1774339200000" } },
      decline: { body: { askedAt: "1774339200000" } },
    },
  },
  "routes/institution.requests.$id_.edit": {
    door: "requester",
    names: requestInPath,
    actions: { look: { body: EDITED }, save: { body: EDITED } },
  },
  "routes/institution.requests.$id_.feedback": {
    door: "requester",
    names: requestInPath,
    actions: { "": { body: { kind: "complaint", words: "Tulks kavējās" } } },
  },
  "routes/institution.requests.$id_.evaluation": {
    door: "requester",
    names: { param: "id", subject: "met_request" },
    actions: { code: { body: {} }, here: { body: {} } },
  },
  "routes/institution.requests.$id[.]ics": {
    door: "requester",
    names: { param: "id", subject: "confirmed_request" },
  },

  "routes/interpreter": { door: "interpreter" },
  "routes/interpreter._index": {
    door: "interpreter",
    actions: { "": { body: { offerId: "{offer}", move: "accept" }, subject: "offer" } },
  },
  "routes/interpreter.seen": {
    door: "interpreter",
    answers: 404,
    actions: { "": { body: { offerId: "{offer}" }, subject: "offer" } },
  },
  "routes/interpreter.jobs.export": { door: "interpreter" },
  "routes/interpreter.jobs._index": { door: "interpreter" },
  "routes/interpreter.jobs.$id": {
    door: "interpreter",
    names: { param: "id", subject: "job" },
    actions: {
      held: { body: { start: "10:00", end: "11:00" } },
      not_held: { body: { reason: "client_no_show" } },
      early: { body: { start: "10:00", end: "10:30" } },
      on_the_spot: { body: { number: "1", name: "Sanita Ozola", code: "123456" } },
      give_back: { body: {} },
    },
  },
  "routes/interpreter.jobs.$id_.feedback": {
    door: "interpreter",
    names: { param: "id", subject: "job" },
    actions: { "": { body: { kind: "praise", words: "Labi sagatavota tikšanās" } } },
  },
  "routes/interpreter.jobs.$id_.calendar[.]ics": { door: "interpreter", names: { param: "id", subject: "job" } },
  "routes/interpreter.evaluation": { door: "interpreter" },
  "routes/interpreter.calendar": { door: "interpreter" },
  "routes/interpreter.availability": {
    door: "interpreter",
    actions: {
      week: { body: { "w1-1-from": "08:00", "w1-1-to": "18:00" } },
      copy: { body: { copyFrom: "1", "copyTo[]": "2" } },
      workdays: { body: {} },
      absence: { body: { from: "2026-05-11", to: "2026-05-12", kind: "holiday" } },
      cancel: { body: { absenceId: "{absence}" }, subject: "absence" },
    },
  },
  "routes/interpreter.more": { door: "interpreter", actions: { "": { body: { locale: "en" } } } },

  "routes/coordinator": { door: "coordinator" },
  "routes/coordinator._index": { door: "coordinator" },
  "routes/coordinator.calendar": { door: "coordinator" },
  "routes/coordinator.list": { door: "coordinator" },
  "routes/coordinator.keys": { door: "coordinator", actions: { "": { body: { keys: "off" } } } },
  "routes/coordinator.new": {
    door: "coordinator",
    names: { query: "organisation", subject: "organisation" },
    actions: {
      "": {
        body: {
          language: "prs",
          mode: "phone",
          date: "2026-04-01",
          start: "10:00",
          minutes: "60",
          topic: "social",
          contactName: "Sanita Ozola",
          contactPhone: "20000101",
          count: "1",
          caller: "-",
          callerName: "Elīna Krastiņa",
          callerPhone: "26111222",
        },
      },
      other: { body: {} },
      old_form: { body: { oldForm: "Valoda: dari" } },
    },
  },
  "routes/coordinator.plan": {
    door: "coordinator",
    search: "from=2026-03-30&to=2026-04-05&plan=1",
    actions: {
      plan: { body: { from: "2026-03-30", to: "2026-04-05", listed: "T0002,T0004", "in[]": "T0002:1" } },
      offer: {
        body: {
          from: "2026-03-30",
          to: "2026-04-05",
          "in[]": "T0002:1",
          "who[]": "T0002:p:karim",
          key: "{notification}",
        },
      },
      assign: {
        body: {
          from: "2026-03-30",
          to: "2026-04-05",
          "in[]": "T0002:1",
          "who[]": "T0002:c:karim",
          key: "{notification}",
        },
      },
    },
  },
  "routes/coordinator.applications.$id": {
    door: "coordinator",
    names: { param: "id", subject: "application" },
    actions: { "": { body: { organisation: "bank-liepaja" } }, refuse: { body: { reason: "Nav iestāde" } } },
  },
  "routes/coordinator.requests.export": { door: "coordinator" },
  "routes/coordinator.requests._index": { door: "coordinator" },
  "routes/coordinator.requests.$id": {
    door: "coordinator",
    names: requestInPath,
    actions: {
      offer: { body: { interpreterId: "karim" } },
      assign: { body: { interpreterId: "karim" } },
      withdraw: { body: { offerId: "{notification}" } },
      release: { body: { assignmentId: "{notification}", reason: "Saslima" } },
      reschedule: { body: { date: "2026-04-01", start: "12:00", end: "13:00" } },
      map: { body: { language: "prs" } },
      mapPlace: { body: { place: "Rīga, centrs" } },
      caller: { body: { callerEmail: "cita@iestade.example" } },
      ask: { body: { question: "Kurā adresē?" } },
      clear: { body: {} },
      propose: { body: { way: "time:1775028600000" } },
      giveWay: { body: { way: "move_job:none" } },
      agreed: { body: { askedAt: "1774339200000" } },
      declined: { body: { askedAt: "1774339200000" } },
      reject: { body: { reason: "Ārpus projekta" } },
      cancel: { body: { sure: "on" } },
      noAnswer: { body: { interpreterId: "karim" } },
      saidNo: { body: { interpreterId: "karim" } },
    },
  },
  "routes/coordinator.requests.$id_.edit": {
    door: "coordinator",
    names: requestInPath,
    actions: { look: { body: EDITED }, save: { body: EDITED }, ask: { body: { ...EDITED, question: "Kurā stāvā?" } } },
  },
  "routes/coordinator.requests.$id_.feedback": {
    door: "coordinator",
    names: requestInPath,
    actions: { "": { body: { kind: "complaint", by: "requester", words: "Tulks kavējās" } } },
  },
  "routes/coordinator.surveys._index": { door: "coordinator" },
  "routes/coordinator.surveys.export": { door: "coordinator" },
  "routes/coordinator.evaluations": { door: "coordinator" },
  "routes/coordinator.complaints._index": { door: "coordinator" },
  "routes/coordinator.complaints.$id": {
    door: "coordinator",
    names: { param: "id", subject: "complaint" },
    actions: {
      take: { body: {} },
      decide: { body: { upheld: "yes", answer: "Atvainojamies" } },
      close: { body: {} },
    },
  },
  "routes/coordinator.interpreters.export": { door: "coordinator" },
  "routes/coordinator.interpreters._index": { door: "coordinator" },
  "routes/coordinator.interpreters.$id": {
    door: "coordinator",
    names: { param: "id", subject: "interpreter" },
    actions: { "": { body: { status: "paused" } } },
  },
  "routes/coordinator.interpreters.$id_.edit": {
    door: "coordinator",
    names: { param: "id", subject: "interpreter" },
    actions: { more: { body: {} }, save: { body: PERSON } },
  },
  "routes/coordinator.interpreters.$id_.papers": {
    door: "coordinator",
    names: { param: "id", subject: "interpreter" },
    actions: {
      drop: { body: { paper: "paperamina000000000000" } },
      keep: { body: { paper: "paperamina000000000000" } }, // with a file, as tests/server/import-in-browser.test.ts brings one
    },
  },
  "routes/coordinator.papers.$paper": { door: "coordinator", names: { param: "paper", subject: "any_paper" } },
  "routes/interpreter.papers.$paper": { door: "interpreter", names: { param: "paper", subject: "paper" } },
  "routes/coordinator.interpreters.$id_.days": {
    door: "coordinator",
    names: { param: "id", subject: "interpreter" },
    actions: {
      week: { body: { "w1-1-from": "09:00", "w1-1-to": "17:00" } },
      absence: { body: { from: "2026-04-01", to: "2026-04-07", kind: "holiday" } },
      cancel: { body: { absenceId: "absenceamina0000000000" } },
    },
  },
  "routes/coordinator.interpreters.$id_.stop": {
    door: "coordinator",
    names: { param: "id", subject: "interpreter" },
    search: "status=paused",
    actions: { "": { body: { from: "active", status: "paused" } } },
  },
  "routes/coordinator.interpreters.$id_.merge": {
    door: "coordinator",
    names: { param: "id", subject: "interpreter" },
    search: "into=leila",
    actions: { "": { body: { into: "leila", sure: "on" } } },
  },
  "routes/coordinator.interpreters.$id_.ill": {
    door: "coordinator",
    names: { param: "id", subject: "interpreter" },
    search: "from=2026-04-01&to=2026-04-07",
    actions: {
      offer: { body: { start: "1775026800000", end: "1775113200000", "lines[]": "jobamina00000000000000:karim" } },
      assign: { body: { start: "1775026800000", end: "1775113200000", "lines[]": "jobamina00000000000000:karim" } },
      enter: { body: { start: "1775026800000", end: "1775113200000" } },
    },
  },
  "routes/coordinator.clients._index": { door: "coordinator", search: "q=canary" },
  "routes/coordinator.clients.$id": {
    door: "coordinator",
    names: { param: "id", subject: "client" },
    actions: {
      link: { body: { client: "{other_client}" } },
      unlink: { body: { client: "{other_client}" } },
    },
  },
  "routes/coordinator.settle": {
    door: "coordinator",
    names: { query: "request", subject: "request" },
    actions: Object.fromEntries(
      ["paper", "report", "attestation", "own", "stays", "asked", "report_for"].map((intent) => [
        intent,
        { body: { ...OWN_VERSION, assignment: "{reported_job}", number: "1" }, subject: "reported_job" },
      ]),
    ),
  },
  "routes/coordinator.exclusions.new": {
    door: "coordinator",
    names: { query: "client", subject: "client" },
    actions: { "": { body: { person: "rojin", scope: "client", askedBy: "client" } } },
  },
  "routes/coordinator.exclusions.$id": {
    door: "coordinator",
    names: { param: "id", subject: "exclusion" },
    actions: { "": { body: {} } },
  },
  "routes/coordinator.check": {
    door: "coordinator",
    names: { query: "request", subject: "request" },
    search: "start=1775026800000",
  },
  "routes/coordinator.move": {
    door: "coordinator",
    names: { query: "request", subject: "request" },
    actions: { "": { body: { request: "{request}", slot: "1", to: "karim", startAt: "1775026800000", version: "1" } } },
  },
  "routes/coordinator.undo": {
    door: "coordinator",
    names: { query: "event", subject: "event" },
    actions: { "": { body: { event: "{event}" }, subject: "event" } },
  },
  "routes/finance": { door: "finance" },
  "routes/finance._index": { door: "finance", answers: 302 },
  "routes/finance.rates": {
    door: "rates",
    actions: {
      "": { body: { holdsFrom: "2026-12-24", "travel.km": "0,25" } },
      payer: { body: { name: "Biedrība", iban: "LV80BANK0000435195001" } },
    },
  },
  "routes/finance.organisations._index": { door: "rates", search: "words=bank" },
  "routes/finance.organisations.$id": {
    door: "rates",
    names: { param: "id", subject: "funded_organisation" },
    actions: { "": { body: { funding: "commercial", holdsFrom: "2026-12-24" } } },
  },
  "routes/interpreter.statement._index": {
    door: "interpreter",
    actions: {
      handIn: { body: { month: "2020-01", cents: "0" } },
      expense: { body: { date: "2026-03-20", kind: "parking", amount: "4,20" } },
      remove: { body: { expenseId: "{expense}" }, subject: "expense" },
      bank: { body: { iban: "LV80BANK0000435195001" } },
    },
  },
  "routes/interpreter.statement.export": { door: "interpreter" },
  "routes/finance.statements._index": {
    door: "finance",
    actions: { clean: { body: {} }, paid: { body: { seen: "0" } } },
  },
  "routes/finance.statements.$id": {
    door: "finance",
    names: { param: "id", subject: "paid_interpreter" },
    actions: {
      handIn: { body: { month: "2020-01", cents: "0" } },
      approve: { body: { month: "2020-01", cents: "0" } },
      return: { body: { month: "2020-01", reason: "Trūkst biļetes" } },
      expense: { body: { date: "2026-03-20", kind: "parking", amount: "4,20" } },
      remove: { body: { expenseId: "{any_expense}" }, subject: "any_expense" },
      bank: { body: { iban: "LV80BANK0000435195001" } },
      fund: { body: { reference: "R-NONE", funding: "commercial" } },
      waive: { body: { assignmentId: "none", reason: "plūdi" } },
      terms: { body: { terms: "volunteer", holdsFrom: "2026-12-24" } },
    },
  },
  "routes/finance.statements.$id_.export": {
    door: "finance",
    names: { param: "id", subject: "paid_interpreter" },
  },
  "routes/finance.statements.export": { door: "finance" },
  "routes/finance.statements.payments": { door: "finance", answers: 302 },
  "routes/coordinator.told": {
    door: "coordinator",
    answers: 404,
    actions: { "": { body: { notification: "{call}" }, subject: "call" } },
  },

  "routes/admin": { door: "admin" },
  "routes/admin._index": { door: "admin", answers: 302 },
  "routes/admin.start": {
    door: "admin",
    search: "step=name",
    actions: {
      name: { body: { name: "Tulku dienests" } },
      desks: { body: { riga: "+37120000911" } },
      hours: { body: { opens: "09:00", closes: "18:00" } },
      languages: { body: { "codes[]": "prs" } },
      mail: {
        body: { host: "127.0.0.1", port: "9", encryption: "none", sender: "tulki@tilts.test" },
      },
      test: { body: {} },
      admin: { body: { name: "Otrais Vadītājs", email: "otrais@tilts.test" } },
      settle: { body: { step: "hours", as: "done" } },
    },
  },
  "routes/admin.health": {
    door: "admin",
    actions: { "": { body: { notificationId: "{notification}" } }, test: { body: {} } },
  },
  "routes/admin.health[.]json": { door: "admin" },
  "routes/admin.journal": { door: "admin" },
  "routes/admin.journal.export": { door: "admin" },
  "routes/admin.roles": { door: "admin" },
  "routes/admin.users.export": { door: "admin" },
  "routes/admin.users._index": {
    door: "admin",
    actions: {
      invite: { body: { userId: "{user}" } },
      disable: { body: { userId: "{user}" } },
      enable: { body: { userId: "{user}" } },
    },
  },
  "routes/admin.users.$id._index": { door: "admin", names: { param: "id", subject: "user" } },
  "routes/admin.users.$id.disable": {
    door: "admin",
    names: { param: "id", subject: "user" },
    actions: { "": { body: {} } },
  },
  "routes/admin.users.invite": {
    door: "admin",
    actions: { "": { body: { email: "new@tilts.test", name: "Jauna Persona", role: "coordinator", locale: "lv" } } },
  },
  "routes/admin.settings": {
    door: "admin",
    actions: {
      "": { body: { key: "undo.seconds", value: "20", holdsFrom: "2026-05-01", formKey: "k-settings" } },
      remove: { body: { key: "undo.seconds", holdsFrom: "2026-05-01" } },
    },
  },
  "routes/admin.import._index": {
    door: "admin",
    actions: { "": { body: { kind: "interpreters", pasted: "kods;vārds\nA;B" } } },
  },
  "routes/admin.import.template": { door: "admin", search: "kind=interpreters&format=csv" },
  "routes/admin.import.$id": {
    door: "admin",
    names: { param: "id", subject: "import" },
    actions: {
      look: { body: { "leftOut[]": "2" } },
      apply: { body: {} },
      give_up: { body: {} },
      take_back: { body: {} },
    },
  },
  "routes/admin.export._index": { door: "admin" },
  "routes/admin.export.download": {
    door: "admin",
    answers: 404,
    actions: { "": { body: { current: "wrong-password" } } },
  },
  "routes/admin.holidays": {
    door: "admin",
    actions: {
      "": { body: { date: "2026-05-08", kind: "moved_day_off", lv: "Pārcelta", en: "Moved", source: "MK" } },
      remove: { body: { date: "2026-05-04" } },
      adopt: { body: { year: "2031", "dates[]": "2031-05-04" } },
      move: { body: { off: "2031-05-05", work: "2031-05-10", decree: "MK" } },
    },
  },
  "routes/admin.desks": { door: "admin", actions: { "": { body: { riga: "+37120000911" } } } },
  "routes/admin.organisations.export": { door: "admin" },
  "routes/admin.desks_.$id": {
    door: "admin",
    names: { param: "id", subject: "desk" },
    actions: { "": { body: { region: "riga", lv: "Rīga", en: "Riga", place: "Rīga, centrs" } } },
  },
  "routes/admin.languages._index": { door: "admin", search: "find=amhari" },
  "routes/admin.evaluation._index": { door: "admin" },
  "routes/admin.evaluation.$code": {
    door: "admin",
    names: { param: "code", subject: "language" },
    actions: {
      save: {
        body: {
          ...{ title: "چطور بود؟", understood: "فهمیدید؟", fair: "مؤدب بود؟", helped: "کمک شد؟" },
          ...{ good: "بلی", middle: "کمی", bad: "نخیر", skip: "نمی‌خواهم", send: "فرستادن", thanks: "تشکر" },
        },
      },
      confirm: { body: { savedAt: "1774339200000" } },
    },
  },
  "routes/admin.languages.$code": {
    door: "admin",
    names: { param: "code", subject: "language" },
    actions: {
      names: { body: { lv: "dari", en: "Dari", served: "on" } },
      variant: { body: { variant: "haz", lv: "hazāru", en: "Hazaragi" } },
      substitute: { body: { spoken: "ps", note: "partly", "modes[]": "phone" } },
      remove: { body: { spoken: "fa" } },
    },
  },
  "routes/admin.texts._index": { door: "admin" },
  "routes/admin.texts.$id": {
    door: "admin",
    names: { param: "id", subject: "letter" },
    actions: {
      preview: { body: { mark: LETTER_AS_SHIPPED, "text-heading": "Vai palīdzēsiet?" } },
      save: { body: { mark: LETTER_AS_SHIPPED, "text-heading": "Vai palīdzēsiet?" } },
      reset: { body: { mark: LETTER_AS_SHIPPED } },
    },
  },
  "routes/admin.travel": {
    door: "admin",
    search: "from=Jelgava&to=Liepāja",
    actions: { save: { body: { minutes: "200", bothWays: "on" } }, remove: { body: { bothWays: "on" } } },
  },
  "routes/admin.organisations._index": { door: "admin" },
  "routes/admin.organisations.$id_.units": {
    door: "admin",
    names: { param: "id", subject: "organisation" },
    actions: { unit: { body: { name: "Jauna nodaļa" } }, members: { body: { "unit.user-banka": "" } } },
  },
  "routes/admin.organisations.$id_.merge": {
    door: "admin",
    names: { param: "id", subject: "organisation" },
    search: "into=crisis-riga",
    actions: { "": { body: { into: "crisis-riga", sure: "on" } } },
  },
  "routes/admin.organisations.$id": {
    door: "admin",
    names: { param: "id", subject: "organisation" },
    actions: { "": { body: { code: "new", name: "Jauna", sector: "bank", place: "Rīga, centrs" } } },
  },
};
