import admin from "./admin.json";
import attest from "./attest.json";
import auth from "./auth.json";
import change from "./change.json";
import common from "./common.json";
import coordinator from "./coordinator.json";
import domain from "./domain.json";
import door from "./door.json";
import explain from "./explain.json";
import finance from "./finance.json";
import heard from "./heard.json";
import imports from "./import.json";
import interpreter from "./interpreter.json";
import mail from "./mail.json";
import pay from "./pay.json";
import plan from "./plan.json";
import proof from "./proof.json";
import request from "./request.json";

export const lv = {
  common,
  domain,
  explain,
  finance,
  auth,
  attest,
  door,
  request,
  interpreter,
  coordinator,
  change,
  pay,
  plan,
  proof,
  admin,
  import: imports,
  mail,
  heard,
};
