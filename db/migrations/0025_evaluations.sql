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
