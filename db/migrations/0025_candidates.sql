PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_applications` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`locale` text NOT NULL,
	`organisation_name` text,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`phone` text NOT NULL,
	`asked` text,
	`skills` text,
	`words` text,
	`start_at` integer,
	`vouched` integer DEFAULT false NOT NULL,
	`link_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`confirmed_at` integer,
	`answer_due_at` integer,
	`decided_at` integer,
	`decided_by` text,
	`outcome` text,
	`reason` text,
	FOREIGN KEY (`decided_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "applications_kind" CHECK("__new_applications"."kind" in ('request', 'access', 'candidate')),
	CONSTRAINT "applications_speaker" CHECK(("__new_applications"."kind" = 'candidate') = ("__new_applications"."organisation_name" is null)),
	CONSTRAINT "applications_email_folded" CHECK("__new_applications"."email" = lower("__new_applications"."email") and instr("__new_applications"."email", '@') > 1),
	CONSTRAINT "applications_decided_once" CHECK(("__new_applications"."decided_at" is null) = ("__new_applications"."outcome" is null)),
	CONSTRAINT "applications_confirmed_first" CHECK("__new_applications"."decided_at" is null or "__new_applications"."confirmed_at" is not null)
);
--> statement-breakpoint
INSERT INTO `__new_applications`("id", "kind", "locale", "organisation_name", "name", "email", "phone", "asked", "start_at", "vouched", "link_hash", "created_at", "expires_at", "confirmed_at", "answer_due_at", "decided_at", "decided_by", "outcome", "reason") SELECT "id", "kind", "locale", "organisation_name", "name", "email", "phone", "asked", "start_at", "vouched", "link_hash", "created_at", "expires_at", "confirmed_at", "answer_due_at", "decided_at", "decided_by", "outcome", "reason" FROM `applications`;--> statement-breakpoint
DROP TABLE `applications`;--> statement-breakpoint
ALTER TABLE `__new_applications` RENAME TO `applications`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `applications_link_hash_unique` ON `applications` (`link_hash`);--> statement-breakpoint
CREATE INDEX `applications_unconfirmed` ON `applications` (`expires_at`) WHERE confirmed_at is null;--> statement-breakpoint
CREATE INDEX `applications_waiting` ON `applications` (`confirmed_at`) WHERE confirmed_at is not null and decided_at is null;--> statement-breakpoint
CREATE INDEX `applications_decided` ON `applications` (`decided_at`) WHERE decided_at is not null;--> statement-breakpoint
CREATE INDEX `applications_email` ON `applications` (`email`);--> statement-breakpoint
CREATE TABLE `__new_readings` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`hour` integer NOT NULL,
	`user_id` text NOT NULL,
	`request_id` text,
	`interpreter_id` text,
	`application_id` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`interpreter_id`) REFERENCES `interpreters`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "readings_one_thing" CHECK(("__new_readings"."request_id" is not null) + ("__new_readings"."interpreter_id" is not null) + ("__new_readings"."application_id" is not null) = 1)
);
--> statement-breakpoint
INSERT INTO `__new_readings`("id", "at", "hour", "user_id", "request_id", "interpreter_id") SELECT "id", "at", "hour", "user_id", "request_id", "interpreter_id" FROM `readings`;--> statement-breakpoint
DROP TABLE `readings`;--> statement-breakpoint
ALTER TABLE `__new_readings` RENAME TO `readings`;--> statement-breakpoint
CREATE UNIQUE INDEX `readings_of_request` ON `readings` (`request_id`,`user_id`,`hour`) WHERE request_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `readings_of_interpreter` ON `readings` (`interpreter_id`,`user_id`,`hour`) WHERE interpreter_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `readings_of_application` ON `readings` (`application_id`,`user_id`,`hour`) WHERE application_id is not null;--> statement-breakpoint
CREATE INDEX `readings_interpreter` ON `readings` (`interpreter_id`,`id`);--> statement-breakpoint
CREATE INDEX `readings_request` ON `readings` (`request_id`,`id`);--> statement-breakpoint
CREATE INDEX `readings_user` ON `readings` (`user_id`,`id`);