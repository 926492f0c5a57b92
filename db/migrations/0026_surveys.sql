CREATE TABLE `survey_answers` (
	`id` text PRIMARY KEY NOT NULL,
	`period` text NOT NULL,
	`answered` integer,
	`interpreter` integer,
	`overall` integer,
	`words` text,
	CONSTRAINT "survey_answers_answered" CHECK("survey_answers"."answered" is null or "survey_answers"."answered" between 1 and 5),
	CONSTRAINT "survey_answers_interpreter" CHECK("survey_answers"."interpreter" is null or "survey_answers"."interpreter" between 1 and 5),
	CONSTRAINT "survey_answers_overall" CHECK("survey_answers"."overall" is null or "survey_answers"."overall" between 1 and 5)
);
--> statement-breakpoint
CREATE INDEX `survey_answers_period` ON `survey_answers` (`period`);--> statement-breakpoint
CREATE TABLE `survey_links` (
	`period` text NOT NULL,
	`user_id` text NOT NULL,
	`link_hash` text NOT NULL,
	`closes_at` integer NOT NULL,
	`is_used` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`period`, `user_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE UNIQUE INDEX `survey_links_link_hash_unique` ON `survey_links` (`link_hash`);--> statement-breakpoint
CREATE INDEX `survey_links_closes` ON `survey_links` (`closes_at`);--> statement-breakpoint
CREATE TABLE `surveys` (
	`period` text PRIMARY KEY NOT NULL,
	`until` text NOT NULL,
	`closes_at` integer NOT NULL,
	`forget_at` integer
);
--> statement-breakpoint
CREATE INDEX `surveys_forget` ON `surveys` (`forget_at`) WHERE forget_at is not null;