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
	CONSTRAINT "users_role" CHECK("__new_users"."role" in ('requester', 'interpreter', 'coordinator', 'finance', 'admin', 'auditor')),
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
CREATE INDEX `users_unit` ON `users` (`unit_id`) WHERE unit_id is not null;