CREATE TABLE `applications` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`locale` text NOT NULL,
	`organisation_name` text NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`phone` text NOT NULL,
	`asked` text,
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
	CONSTRAINT "applications_kind" CHECK("applications"."kind" in ('request', 'access')),
	CONSTRAINT "applications_email_folded" CHECK("applications"."email" = lower("applications"."email") and instr("applications"."email", '@') > 1),
	CONSTRAINT "applications_decided_once" CHECK(("applications"."decided_at" is null) = ("applications"."outcome" is null)),
	CONSTRAINT "applications_confirmed_first" CHECK("applications"."decided_at" is null or "applications"."confirmed_at" is not null)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `applications_link_hash_unique` ON `applications` (`link_hash`);--> statement-breakpoint
CREATE INDEX `applications_unconfirmed` ON `applications` (`expires_at`) WHERE confirmed_at is null;--> statement-breakpoint
CREATE INDEX `applications_waiting` ON `applications` (`confirmed_at`) WHERE confirmed_at is not null and decided_at is null;--> statement-breakpoint
CREATE INDEX `applications_decided` ON `applications` (`decided_at`) WHERE decided_at is not null;--> statement-breakpoint
CREATE INDEX `applications_email` ON `applications` (`email`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_notifications` (
	`id` text PRIMARY KEY NOT NULL,
	`event_id` integer NOT NULL,
	`kind` text NOT NULL,
	`channel` text NOT NULL,
	`recipient` text NOT NULL,
	`user_id` text,
	`interpreter_id` text,
	`organisation_id` text,
	`caller_id` text,
	`application_id` text,
	`next_at` integer NOT NULL,
	`bundle` text,
	`lease_until` integer,
	`tries` integer DEFAULT 0 NOT NULL,
	`sent_at` integer,
	`dead_at` integer,
	`suppressed_at` integer,
	`last_error` text,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`interpreter_id`) REFERENCES `interpreters`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`caller_id`) REFERENCES `callers`(`request_id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "notifications_recipient" CHECK(("__new_notifications"."user_id" is not null) + ("__new_notifications"."interpreter_id" is not null) + ("__new_notifications"."organisation_id" is not null) + ("__new_notifications"."caller_id" is not null) + ("__new_notifications"."application_id" is not null) = 1)
);
--> statement-breakpoint
INSERT INTO `__new_notifications`("id", "event_id", "kind", "channel", "recipient", "user_id", "interpreter_id", "organisation_id", "caller_id", "application_id", "next_at", "bundle", "lease_until", "tries", "sent_at", "dead_at", "suppressed_at", "last_error") SELECT "id", "event_id", "kind", "channel", "recipient", "user_id", "interpreter_id", "organisation_id", "caller_id", NULL, "next_at", "bundle", "lease_until", "tries", "sent_at", "dead_at", "suppressed_at", "last_error" FROM `notifications`;--> statement-breakpoint
DROP TABLE `notifications`;--> statement-breakpoint
ALTER TABLE `__new_notifications` RENAME TO `notifications`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `notifications_caller` ON `notifications` (`caller_id`) WHERE caller_id is not null;--> statement-breakpoint
CREATE INDEX `notifications_application` ON `notifications` (`application_id`) WHERE application_id is not null;--> statement-breakpoint
CREATE INDEX `notifications_organisation` ON `notifications` (`organisation_id`) WHERE organisation_id is not null;--> statement-breakpoint
CREATE INDEX `notifications_outbox` ON `notifications` (`next_at`) WHERE sent_at is null and dead_at is null and suppressed_at is null;--> statement-breakpoint
CREATE INDEX `notifications_event` ON `notifications` (`event_id`);--> statement-breakpoint
CREATE INDEX `notifications_dead` ON `notifications` (`dead_at`) WHERE dead_at is not null;--> statement-breakpoint
CREATE INDEX `notifications_sent` ON `notifications` (`sent_at`) WHERE sent_at is not null;--> statement-breakpoint
CREATE INDEX `notifications_calls` ON `notifications` (`next_at`) WHERE channel = 'call' and sent_at is null and suppressed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX `notifications_once` ON `notifications` (`event_id`,`kind`,`channel`,`recipient`);