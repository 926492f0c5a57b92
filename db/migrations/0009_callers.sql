CREATE TABLE `callers` (
	`request_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text,
	`phone` text,
	`link_hash` text NOT NULL,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "callers_reachable" CHECK("callers"."email" is not null or "callers"."phone" is not null),
	CONSTRAINT "callers_email_folded" CHECK("callers"."email" is null or ("callers"."email" = lower("callers"."email") and instr("callers"."email", '@') > 1))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `callers_link_hash_unique` ON `callers` (`link_hash`);--> statement-breakpoint
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
	`next_at` integer NOT NULL,
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
	CONSTRAINT "notifications_recipient" CHECK(("__new_notifications"."user_id" is not null) + ("__new_notifications"."interpreter_id" is not null) + ("__new_notifications"."organisation_id" is not null) + ("__new_notifications"."caller_id" is not null) = 1)
);
--> statement-breakpoint
INSERT INTO `__new_notifications`("id", "event_id", "kind", "channel", "recipient", "user_id", "interpreter_id", "organisation_id", "caller_id", "next_at", "lease_until", "tries", "sent_at", "dead_at", "suppressed_at", "last_error") SELECT "id", "event_id", "kind", "channel", "recipient", "user_id", "interpreter_id", "organisation_id", NULL, "next_at", "lease_until", "tries", "sent_at", "dead_at", "suppressed_at", "last_error" FROM `notifications`;--> statement-breakpoint
DROP TABLE `notifications`;--> statement-breakpoint
ALTER TABLE `__new_notifications` RENAME TO `notifications`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `notifications_outbox` ON `notifications` (`next_at`) WHERE sent_at is null and dead_at is null and suppressed_at is null;--> statement-breakpoint
CREATE INDEX `notifications_event` ON `notifications` (`event_id`);--> statement-breakpoint
CREATE INDEX `notifications_calls` ON `notifications` (`next_at`) WHERE channel = 'call' and sent_at is null and suppressed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX `notifications_once` ON `notifications` (`event_id`,`kind`,`channel`,`recipient`);