CREATE TABLE `letter_texts` (
	`locale` text NOT NULL,
	`letter` text NOT NULL,
	`part` text NOT NULL,
	`text` text NOT NULL,
	`shipped` text NOT NULL,
	`saved_by` text,
	`saved_at` integer NOT NULL,
	PRIMARY KEY(`locale`, `letter`, `part`),
	FOREIGN KEY (`saved_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "letter_texts_text" CHECK(trim("letter_texts"."text") <> '')
);
--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`locale` text DEFAULT 'lv' NOT NULL,
	`theme` text DEFAULT 'system' NOT NULL,
	`phone` text,
	`organisation_id` text,
	`unit_id` text,
	`leads_unit` integer DEFAULT false NOT NULL,
	`interpreter_id` text,
	`password_hash` text,
	`created_at` integer NOT NULL,
	`disabled_at` integer,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`interpreter_id`) REFERENCES `interpreters`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "users_email_folded" CHECK("__new_users"."email" = lower("__new_users"."email") and instr("__new_users"."email", '@') > 1),
	CONSTRAINT "users_role" CHECK("__new_users"."role" in ('requester', 'interpreter', 'coordinator', 'admin', 'auditor')),
	CONSTRAINT "users_requester" CHECK(("__new_users"."role" = 'requester') = ("__new_users"."organisation_id" is not null)),
	CONSTRAINT "users_interpreter" CHECK(("__new_users"."role" = 'interpreter') = ("__new_users"."interpreter_id" is not null))
);
--> statement-breakpoint
INSERT INTO `__new_users`("id", "email", "name", "role", "locale", "theme", "phone", "organisation_id", "unit_id", "leads_unit", "interpreter_id", "password_hash", "created_at", "disabled_at") SELECT "id", "email", "name", "role", "locale", "theme", "phone", "organisation_id", "unit_id", "leads_unit", "interpreter_id", "password_hash", "created_at", "disabled_at" FROM `users`;--> statement-breakpoint
DROP TABLE `users`;--> statement-breakpoint
ALTER TABLE `__new_users` RENAME TO `users`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `users_email_unique` ON `users` (`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `users_interpreter_id_unique` ON `users` (`interpreter_id`);--> statement-breakpoint
CREATE INDEX `users_organisation` ON `users` (`organisation_id`) WHERE organisation_id is not null;--> statement-breakpoint
CREATE INDEX `users_unit` ON `users` (`unit_id`) WHERE unit_id is not null;--> statement-breakpoint
DROP INDEX `events_of_thing`;--> statement-breakpoint
DROP INDEX `events_of_area`;--> statement-breakpoint
ALTER TABLE `events` DROP COLUMN `changed_area`;--> statement-breakpoint
ALTER TABLE `events` ADD `changed_area` text GENERATED ALWAYS AS (case when kind in ('availability_saved', 'absence_added', 'absence_cancelled', 'interpreter_status_changed', 'interpreter_imported', 'interpreter_saved', 'interpreters_merged') then 'person' when kind in ('user_invited', 'user_disabled', 'user_enabled', 'password_set', 'password_reset_asked', 'sessions_ended', 'account_saved') then 'account' when kind in ('setting_saved', 'setting_removed') then 'rules' when kind in ('holiday_saved', 'holiday_removed') then 'holidays' when kind in ('organisation_saved', 'organisations_merged', 'unit_saved', 'members_saved') then 'organisation' when kind in ('desk_saved') then 'desks' when kind in ('language_saved', 'substitution_saved', 'substitution_removed') then 'languages' when kind in ('travel_saved', 'travel_removed') then 'travel' when kind in ('letter_saved', 'letter_reset') then 'letters' when kind in ('exclusion_added', 'exclusion_ended', 'clients_linked', 'clients_unlinked') then 'client' end) VIRTUAL;--> statement-breakpoint
CREATE INDEX `events_of_thing` ON `events` (`changed_thing`,`id`) WHERE changed_area is not null;--> statement-breakpoint
CREATE INDEX `events_of_area` ON `events` (`changed_area`,`id`) WHERE changed_area is not null;
