CREATE TABLE `attestations` (
	`assignment_id` text NOT NULL,
	`report_number` integer NOT NULL,
	`at` integer NOT NULL,
	`way` text NOT NULL,
	`attested_as` text NOT NULL,
	`held` integer NOT NULL,
	`not_held_reason` text,
	`started_at` integer,
	`ended_at` integer,
	`attested_by` text,
	`name` text,
	`words` text,
	PRIMARY KEY(`assignment_id`, `report_number`),
	FOREIGN KEY (`assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "attestations_held" CHECK(("attestations"."held" = 1) = ("attestations"."not_held_reason" is null)),
	CONSTRAINT "attestations_interval" CHECK("attestations"."started_at" is null or "attestations"."ended_at" > "attestations"."started_at"),
	CONSTRAINT "attestations_way" CHECK("attestations"."way" in ('link', 'portal', 'qr', 'signature', 'code', 'paper', 'silence')),
	CONSTRAINT "attestations_as" CHECK("attestations"."attested_as" in ('as_reported', 'nearly', 'differs')),
	CONSTRAINT "attestations_silence" CHECK("attestations"."way" <> 'silence' or "attestations"."attested_as" = 'as_reported')
);
--> statement-breakpoint
CREATE TABLE `corrections_asked` (
	`assignment_id` text NOT NULL,
	`number` integer NOT NULL,
	`asked_at` integer NOT NULL,
	`said` text NOT NULL,
	`asked_by` text NOT NULL,
	`refused_at` integer,
	`ended_at` integer,
	`ended_as` text,
	PRIMARY KEY(`assignment_id`, `asked_at`),
	FOREIGN KEY (`assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "corrections_asked_end" CHECK(("corrections_asked"."ended_at" is null) = ("corrections_asked"."ended_as" is null)),
	CONSTRAINT "corrections_asked_as" CHECK("corrections_asked"."ended_as" is null or "corrections_asked"."ended_as" in ('agreed', 'stays', 'asked', 'own'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `corrections_asked_one` ON `corrections_asked` (`assignment_id`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `corrections_asked_open` ON `corrections_asked` (`asked_at`) WHERE ended_at is null;--> statement-breakpoint
CREATE TABLE `files` (
	`id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`at` integer NOT NULL,
	`brought_by` text,
	`is_gone` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`brought_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "files_type" CHECK("files"."type" in ('pdf', 'jpeg', 'png')),
	CONSTRAINT "files_bytes" CHECK("files"."bytes" > 0)
);
--> statement-breakpoint
CREATE INDEX `files_gone` ON `files` (`id`) WHERE is_gone = 1;--> statement-breakpoint
CREATE TABLE `report_corrections` (
	`assignment_id` text NOT NULL,
	`number` integer NOT NULL,
	`said` text NOT NULL,
	`reported_by` text NOT NULL,
	`replaced_at` integer NOT NULL,
	PRIMARY KEY(`assignment_id`, `number`),
	FOREIGN KEY (`assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE TABLE `settlements` (
	`assignment_id` text NOT NULL,
	`report_number` integer NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`settled_as` text NOT NULL,
	`held` integer NOT NULL,
	`not_held_reason` text,
	`started_at` integer,
	`ended_at` integer,
	`break_minutes` integer NOT NULL,
	`waiting_minutes` integer NOT NULL,
	`reason` text,
	PRIMARY KEY(`assignment_id`, `report_number`),
	FOREIGN KEY (`assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "settlements_held" CHECK(("settlements"."held" = 1) = ("settlements"."not_held_reason" is null)),
	CONSTRAINT "settlements_interval" CHECK("settlements"."started_at" is null or "settlements"."ended_at" > "settlements"."started_at"),
	CONSTRAINT "settlements_as" CHECK("settlements"."settled_as" in ('report', 'attestation', 'own')),
	CONSTRAINT "settlements_break" CHECK("settlements"."break_minutes" is null or (typeof("settlements"."break_minutes") = 'integer' and "settlements"."break_minutes" >= 0)),
	CONSTRAINT "settlements_waiting" CHECK("settlements"."waiting_minutes" is null or (typeof("settlements"."waiting_minutes") = 'integer' and "settlements"."waiting_minutes" >= 0))
);
--> statement-breakpoint
CREATE TABLE `signatures` (
	`assignment_id` text NOT NULL,
	`report_number` integer NOT NULL,
	`at` integer NOT NULL,
	`drawn` text NOT NULL,
	PRIMARY KEY(`assignment_id`, `report_number`),
	FOREIGN KEY (`assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "signatures_short" CHECK(length("signatures"."drawn") <= 20000)
);
--> statement-breakpoint
CREATE INDEX `signatures_at` ON `signatures` (`at`);--> statement-breakpoint
ALTER TABLE `credentials` ADD `scan_id` text REFERENCES files(id);--> statement-breakpoint
CREATE INDEX `credentials_scan` ON `credentials` (`scan_id`) WHERE scan_id is not null;--> statement-breakpoint
CREATE INDEX `credentials_scan_over` ON `credentials` (`valid_until`) WHERE scan_id is not null;--> statement-breakpoint
ALTER TABLE `organisation_names` ADD `merged_from_id` text REFERENCES organisations(id);--> statement-breakpoint
CREATE INDEX `organisation_names_merged_from` ON `organisation_names` (`merged_from_id`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_reports` (
	`assignment_id` text PRIMARY KEY NOT NULL,
	`held` integer NOT NULL,
	`not_held_reason` text,
	`started_at` integer,
	`ended_at` integer,
	`reported_by` text NOT NULL,
	`reported_at` integer NOT NULL,
	`number` integer DEFAULT 1 NOT NULL,
	`break_minutes` integer DEFAULT 0 NOT NULL,
	`waiting_minutes` integer DEFAULT 0 NOT NULL,
	`travel_means` text,
	`travel_km` integer,
	`travel_minutes` integer,
	`ticket_cents` integer,
	`used_language` text,
	`used_variant` text,
	`agreed_at` integer,
	`asked_again` integer DEFAULT 0 NOT NULL,
	`ask_at` integer,
	FOREIGN KEY (`assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`used_language`) REFERENCES `languages`(`code`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "reports_ask" CHECK("__new_reports"."ask_at" is null or "__new_reports"."agreed_at" is null),
	CONSTRAINT "reports_held" CHECK(("__new_reports"."held" = 1) = ("__new_reports"."not_held_reason" is null)),
	CONSTRAINT "reports_interval" CHECK("__new_reports"."started_at" is null or "__new_reports"."ended_at" > "__new_reports"."started_at"),
	CONSTRAINT "reports_number" CHECK("__new_reports"."number" >= 1),
	CONSTRAINT "reports_break" CHECK("__new_reports"."break_minutes" is null or (typeof("__new_reports"."break_minutes") = 'integer' and "__new_reports"."break_minutes" >= 0)),
	CONSTRAINT "reports_waiting_minutes" CHECK("__new_reports"."waiting_minutes" is null or (typeof("__new_reports"."waiting_minutes") = 'integer' and "__new_reports"."waiting_minutes" >= 0)),
	CONSTRAINT "reports_km" CHECK("__new_reports"."travel_km" is null or (typeof("__new_reports"."travel_km") = 'integer' and "__new_reports"."travel_km" >= 0)),
	CONSTRAINT "reports_travel_minutes" CHECK("__new_reports"."travel_minutes" is null or (typeof("__new_reports"."travel_minutes") = 'integer' and "__new_reports"."travel_minutes" >= 0)),
	CONSTRAINT "reports_ticket" CHECK("__new_reports"."ticket_cents" is null or (typeof("__new_reports"."ticket_cents") = 'integer' and "__new_reports"."ticket_cents" >= 0)),
	CONSTRAINT "reports_means" CHECK("__new_reports"."travel_means" is null or "__new_reports"."travel_means" in ('own_car', 'public_transport'))
);
--> statement-breakpoint
INSERT INTO `__new_reports`("assignment_id", "held", "not_held_reason", "started_at", "ended_at", "reported_by", "reported_at", "number", "break_minutes", "waiting_minutes", "travel_means", "travel_km", "travel_minutes", "ticket_cents", "used_language", "used_variant", "agreed_at", "asked_again", "ask_at") SELECT "assignment_id", "held", "not_held_reason", "started_at", "ended_at", "reported_by", "reported_at", 1, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, "reported_at", 0, NULL FROM `reports`;--> statement-breakpoint
DROP TABLE `reports`;--> statement-breakpoint
ALTER TABLE `__new_reports` RENAME TO `reports`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `reports_waiting` ON `reports` (`reported_at`) WHERE agreed_at is null;--> statement-breakpoint
CREATE INDEX `reports_ask` ON `reports` (`ask_at`) WHERE ask_at is not null;--> statement-breakpoint
ALTER TABLE `requests` ADD `asked_as_id` text REFERENCES organisations(id);--> statement-breakpoint
CREATE INDEX `requests_asked_as` ON `requests` (`asked_as_id`) WHERE asked_as_id is not null;
--> statement-breakpoint
-- The name that came by a merger was laid down in the instant of the merger, and taken along by every later one.
UPDATE `organisation_names` SET `merged_from_id` = (
	SELECT gone.id FROM `events` e JOIN `organisations` gone ON gone.id = json_extract(e.payload, '$.from')
	WHERE e.kind = 'organisations_merged' AND e.at = `organisation_names`.`until` AND gone.name = `organisation_names`.`name`
		AND gone.id <> `organisation_names`.`organisation_id`
);--> statement-breakpoint
-- A former name that a merged one brought along stands under both: it was that of whichever of them was merged first.
UPDATE `organisation_names` SET `merged_from_id` = (
	SELECT own.organisation_id FROM `organisation_names` own
		JOIN `events` e ON e.kind = 'organisations_merged' AND json_extract(e.payload, '$.from') = own.organisation_id
	WHERE own.name = `organisation_names`.`name` AND own.until = `organisation_names`.`until`
		AND own.organisation_id <> `organisation_names`.`organisation_id`
		AND e.at < coalesce((
			SELECT later.at FROM `events` later
			WHERE later.kind = 'organisations_merged' AND json_extract(later.payload, '$.from') = `organisation_names`.`organisation_id`
		), 9e15)
	ORDER BY e.at LIMIT 1
) WHERE `merged_from_id` IS NULL;
