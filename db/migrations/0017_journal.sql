CREATE TABLE `readings` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`hour` integer NOT NULL,
	`user_id` text NOT NULL,
	`request_id` text,
	`interpreter_id` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`interpreter_id`) REFERENCES `interpreters`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "readings_one_thing" CHECK(("readings"."request_id" is null) <> ("readings"."interpreter_id" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `readings_of_request` ON `readings` (`request_id`,`user_id`,`hour`) WHERE request_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `readings_of_interpreter` ON `readings` (`interpreter_id`,`user_id`,`hour`) WHERE interpreter_id is not null;--> statement-breakpoint
CREATE INDEX `readings_interpreter` ON `readings` (`interpreter_id`,`id`);--> statement-breakpoint
CREATE INDEX `readings_request` ON `readings` (`request_id`,`id`);--> statement-breakpoint
CREATE INDEX `readings_user` ON `readings` (`user_id`,`id`);--> statement-breakpoint
CREATE INDEX `events_actor` ON `events` (`actor_id`,`id`);--> statement-breakpoint
CREATE INDEX `events_kind` ON `events` ((kind || ''),`id`);