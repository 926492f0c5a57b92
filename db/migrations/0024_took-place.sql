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
	FOREIGN KEY (`assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`used_language`) REFERENCES `languages`(`code`) ON UPDATE no action ON DELETE restrict,
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
INSERT INTO `__new_reports`("assignment_id", "held", "not_held_reason", "started_at", "ended_at", "reported_by", "reported_at", "number", "break_minutes", "waiting_minutes", "travel_means", "travel_km", "travel_minutes", "ticket_cents", "used_language", "used_variant", "agreed_at") SELECT "assignment_id", "held", "not_held_reason", "started_at", "ended_at", "reported_by", "reported_at", 1, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, "reported_at" FROM `reports`;--> statement-breakpoint
DROP TABLE `reports`;--> statement-breakpoint
ALTER TABLE `__new_reports` RENAME TO `reports`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `reports_waiting` ON `reports` (`reported_at`) WHERE agreed_at is null;