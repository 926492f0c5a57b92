CREATE TABLE `complaints` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`request_id` text NOT NULL,
	`side` text NOT NULL,
	`by_assignment_id` text,
	`about_assignment_id` text,
	`words` text,
	`written_by` text NOT NULL,
	`from_user_id` text,
	`received_at` integer NOT NULL,
	`due_at` integer,
	`examined_at` integer,
	`examined_by` text,
	`decided_at` integer,
	`decided_by` text,
	`upheld` integer,
	`answer` text,
	`closed_at` integer,
	`forget_at` integer,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`by_assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`about_assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`written_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`from_user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`examined_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`decided_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "complaints_kind" CHECK("complaints"."kind" in ('complaint', 'praise')),
	CONSTRAINT "complaints_side" CHECK("complaints"."side" in ('requester', 'interpreter')),
	CONSTRAINT "complaints_by" CHECK(("complaints"."side" = 'interpreter') = ("complaints"."by_assignment_id" is not null)),
	CONSTRAINT "complaints_due" CHECK(("complaints"."kind" = 'complaint') = ("complaints"."due_at" is not null)),
	CONSTRAINT "complaints_decided" CHECK(("complaints"."decided_at" is null) = ("complaints"."upheld" is null)),
	CONSTRAINT "complaints_praise" CHECK("complaints"."kind" = 'complaint' or "complaints"."decided_at" is null),
	CONSTRAINT "complaints_forgotten_last" CHECK("complaints"."forget_at" is null or coalesce("complaints"."decided_at", "complaints"."closed_at") is not null)
);
--> statement-breakpoint
CREATE INDEX `complaints_request` ON `complaints` (`request_id`,`from_user_id`);--> statement-breakpoint
CREATE INDEX `complaints_open` ON `complaints` (`received_at`) WHERE decided_at is null and closed_at is null;--> statement-breakpoint
CREATE INDEX `complaints_done` ON `complaints` (`received_at`) WHERE decided_at is not null or closed_at is not null;--> statement-breakpoint
CREATE INDEX `complaints_forget` ON `complaints` (`forget_at`) WHERE words is not null and forget_at is not null;--> statement-breakpoint
CREATE TABLE `evaluation_counts` (
	`dimension` text NOT NULL,
	`thing` text NOT NULL,
	`year` integer NOT NULL,
	`question` text NOT NULL,
	`waiting_good` integer DEFAULT 0 NOT NULL,
	`waiting_middle` integer DEFAULT 0 NOT NULL,
	`waiting_bad` integer DEFAULT 0 NOT NULL,
	`good` integer DEFAULT 0 NOT NULL,
	`middle` integer DEFAULT 0 NOT NULL,
	`bad` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`dimension`, `year`, `thing`, `question`),
	CONSTRAINT "evaluation_counts_dimension" CHECK("evaluation_counts"."dimension" in ('interpreter', 'language', 'sector')),
	CONSTRAINT "evaluation_counts_question" CHECK("evaluation_counts"."question" in ('understood', 'fair', 'helped'))
);
--> statement-breakpoint
CREATE TABLE `evaluation_links` (
	`request_id` text PRIMARY KEY NOT NULL,
	`link_hash` text NOT NULL,
	`closes_at` integer NOT NULL,
	`is_used` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE UNIQUE INDEX `evaluation_links_link_hash_unique` ON `evaluation_links` (`link_hash`);--> statement-breakpoint
CREATE INDEX `evaluation_links_closes` ON `evaluation_links` (`closes_at`);--> statement-breakpoint
CREATE TABLE `evaluation_texts` (
	`language` text NOT NULL,
	`variant` text DEFAULT '' NOT NULL,
	`texts` text NOT NULL,
	`saved_by` text NOT NULL,
	`saved_at` integer NOT NULL,
	`confirmed_by` text,
	`confirmed_at` integer,
	PRIMARY KEY(`language`, `variant`),
	FOREIGN KEY (`language`) REFERENCES `languages`(`code`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`saved_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`confirmed_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "evaluation_texts_confirmed" CHECK(("evaluation_texts"."confirmed_by" is null) = ("evaluation_texts"."confirmed_at" is null))
);
--> statement-breakpoint
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