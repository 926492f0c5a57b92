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
INSERT INTO `__new_reports`("assignment_id", "held", "not_held_reason", "started_at", "ended_at", "reported_by", "reported_at", "number", "break_minutes", "waiting_minutes", "travel_means", "travel_km", "travel_minutes", "ticket_cents", "used_language", "used_variant", "agreed_at", "asked_again", "ask_at") SELECT "assignment_id", "held", "not_held_reason", "started_at", "ended_at", "reported_by", "reported_at", "number", "break_minutes", "waiting_minutes", "travel_means", "travel_km", "travel_minutes", "ticket_cents", "used_language", "used_variant", "agreed_at", 0, NULL FROM `reports`;--> statement-breakpoint
DROP TABLE `reports`;--> statement-breakpoint
ALTER TABLE `__new_reports` RENAME TO `reports`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `reports_waiting` ON `reports` (`reported_at`) WHERE agreed_at is null;--> statement-breakpoint
CREATE INDEX `reports_ask` ON `reports` (`ask_at`) WHERE ask_at is not null;