PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`reference` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`organisation_id` text NOT NULL,
	`unit_id` text,
	`desk_id` text NOT NULL,
	`requester_id` text NOT NULL,
	`contact_name` text NOT NULL,
	`contact_phone` text NOT NULL,
	`language` text,
	`variant` text,
	`variant_strength` text DEFAULT 'must' NOT NULL,
	`language_text` text,
	`requested_language` text,
	`pivot_language` text,
	`min_level` integer DEFAULT 1 NOT NULL,
	`mode` text NOT NULL,
	`place_id` text,
	`place_text` text,
	`address` text,
	`video_link` text,
	`start_at` integer NOT NULL,
	`end_at` integer NOT NULL,
	`topic` text NOT NULL,
	`protection_class` text NOT NULL,
	`client_id` text,
	`gender` text,
	`gender_strength` text,
	`wants_same_interpreter` integer DEFAULT false NOT NULL,
	`excluded_interpreter_id` text,
	`interpreter_count` integer DEFAULT 1 NOT NULL,
	`note` text,
	`submitted_at` integer NOT NULL,
	`answer_due_at` integer,
	`needs_info_at` integer,
	`info_question` text,
	`proposal` text,
	`queued_at` integer,
	`rejected_at` integer,
	`rejection_reason` text,
	`cancelled_at` integer,
	`cancelled_by` text,
	`cancelled_late` integer,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`desk_id`) REFERENCES `desks`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`requester_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`language`) REFERENCES `languages`(`code`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`requested_language`) REFERENCES `languages`(`code`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`pivot_language`) REFERENCES `languages`(`code`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`place_id`) REFERENCES `places`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`excluded_interpreter_id`) REFERENCES `interpreters`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "requests_interval" CHECK("__new_requests"."end_at" > "__new_requests"."start_at" and "__new_requests"."end_at" - "__new_requests"."start_at" <= 86400000),
	CONSTRAINT "requests_instants" CHECK(typeof("__new_requests"."start_at") = 'integer' and typeof("__new_requests"."end_at") = 'integer' and ("__new_requests"."cancelled_at" is null or typeof("__new_requests"."cancelled_at") = 'integer')),
	CONSTRAINT "requests_count" CHECK("__new_requests"."interpreter_count" in (1, 2)),
	CONSTRAINT "requests_mode" CHECK("__new_requests"."mode" in ('onsite', 'phone', 'video')),
	CONSTRAINT "requests_place" CHECK(case when "__new_requests"."mode" = 'onsite' then "__new_requests"."place_id" is not null or length("__new_requests"."place_text") > 0 else "__new_requests"."place_id" is null end),
	CONSTRAINT "requests_language" CHECK("__new_requests"."language" is not null or length("__new_requests"."language_text") > 0),
	CONSTRAINT "requests_gender" CHECK(("__new_requests"."gender" is null) = ("__new_requests"."gender_strength" is null)),
	CONSTRAINT "requests_level" CHECK("__new_requests"."min_level" in (1, 2, 3)),
	CONSTRAINT "requests_class" CHECK("__new_requests"."protection_class" in ('A', 'B', 'C'))
);
--> statement-breakpoint
INSERT INTO `__new_requests`("id", "reference", "version", "organisation_id", "unit_id", "desk_id", "requester_id", "contact_name", "contact_phone", "language", "variant", "variant_strength", "language_text", "requested_language", "pivot_language", "min_level", "mode", "place_id", "place_text", "address", "video_link", "start_at", "end_at", "topic", "protection_class", "client_id", "gender", "gender_strength", "wants_same_interpreter", "excluded_interpreter_id", "interpreter_count", "note", "submitted_at", "answer_due_at", "needs_info_at", "info_question", "proposal", "queued_at", "rejected_at", "rejection_reason", "cancelled_at", "cancelled_by", "cancelled_late") SELECT "id", "reference", "version", "organisation_id", "unit_id", "desk_id", "requester_id", "contact_name", "contact_phone", "language", "variant", "variant_strength", "language_text", "requested_language", "pivot_language", "min_level", "mode", "place_id", "place_text", "address", "video_link", "start_at", "end_at", "topic", "protection_class", "client_id", "gender", "gender_strength", "wants_same_interpreter", "excluded_interpreter_id", "interpreter_count", "note", "submitted_at", "answer_due_at", "needs_info_at", "info_question", "proposal", "queued_at", "rejected_at", "rejection_reason", "cancelled_at", "cancelled_by", "cancelled_late" FROM `requests`;--> statement-breakpoint
DROP TABLE `requests`;--> statement-breakpoint
ALTER TABLE `__new_requests` RENAME TO `requests`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `requests_reference_unique` ON `requests` (`reference`);--> statement-breakpoint
CREATE INDEX `requests_open` ON `requests` (`start_at`) WHERE cancelled_at is null and rejected_at is null;--> statement-breakpoint
CREATE INDEX `requests_organisation` ON `requests` (`organisation_id`,`start_at`);--> statement-breakpoint
CREATE INDEX `requests_client` ON `requests` (`client_id`);--> statement-breakpoint
CREATE INDEX `requests_start` ON `requests` (`start_at`);--> statement-breakpoint
CREATE INDEX `requests_language` ON `requests` (`language`,`variant`);--> statement-breakpoint
CREATE INDEX `requests_contact_name` ON `requests` (`contact_name`);--> statement-breakpoint
CREATE INDEX `requests_contact_phone` ON `requests` (`contact_phone`);