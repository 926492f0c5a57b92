/** How protected a request is, and what its topic asks of the interpreter. Source: docs/domain.md, "Protection classes". */
import type { CredentialKind, Level, ProtectionClass, Sector, Topic } from "./vocabulary";

const BY_SECTOR: Partial<Record<Sector, ProtectionClass>> = {
  social: "B",
  orphans_court: "B",
  health: "B",
  court_police: "B",
  crisis: "C",
};

const BY_TOPIC: Partial<Record<Topic, ProtectionClass>> = {
  social: "B",
  psychology: "B",
  health: "B",
  family: "B",
  violence: "C",
  asylum: "C",
};

/** The stricter of sector and topic: A ordinary, B social and health, C crisis centre, asylum, trafficking. */
export function protectionClassOf(sector: Sector, topic: Topic): ProtectionClass {
  const [bySector, byTopic] = [BY_SECTOR[sector] ?? "A", BY_TOPIC[topic] ?? "A"];
  return bySector > byTopic ? bySector : byTopic;
}

const LEVELS: Partial<Record<Topic, Level>> = {
  legal: 2,
  health: 2,
  psychology: 2,
  violence: 2,
  asylum: 2,
};

/** The lowest level that will do: where a wrong word does harm, fluent; elsewhere being able to communicate. */
export function minLevelOf(topic: Topic): Level {
  return LEVELS[topic] ?? 1;
}

/** What must be valid on the day of the job: nobody works without having pledged confidentiality. */
export const REQUIRED_CREDENTIALS: readonly CredentialKind[] = ["confidentiality_pledge"];
