CREATE TABLE `import_rows` (
	`import_id` text NOT NULL,
	`line` integer NOT NULL,
	`became` text NOT NULL,
	`is_marked` integer DEFAULT false NOT NULL,
	`said` text,
	`thing_id` text,
	`before` text,
	`mark` text,
	`event_id` integer,
	`taken_back_at` integer,
	PRIMARY KEY(`import_id`, `line`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "import_rows_became_code" CHECK("import_rows"."became" in ('added', 'changed', 'unchanged', 'wrong', 'left_out'))
);
--> statement-breakpoint
CREATE INDEX `import_rows_marked` ON `import_rows` (`import_id`,`is_marked`,`line`);--> statement-breakpoint
CREATE INDEX `import_rows_became` ON `import_rows` (`import_id`,`became`,`line`);--> statement-breakpoint
CREATE TABLE `imports` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`user_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`file` blob,
	`choices` text NOT NULL,
	`total` integer,
	`passed` integer DEFAULT 0 NOT NULL,
	`guessed` text,
	`refusal` text,
	`looked_at` integer,
	`confirmed_at` integer,
	`applied_at` integer,
	`take_back_at` integer,
	`taken_back_at` integer,
	`ended_at` integer,
	`forget_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "imports_kind" CHECK("imports"."kind" in ('interpreters', 'organisations'))
);
--> statement-breakpoint
CREATE INDEX `imports_created` ON `imports` (`created_at`);--> statement-breakpoint
CREATE INDEX `imports_forget` ON `imports` (`forget_at`) WHERE forget_at is not null;--> statement-breakpoint
CREATE INDEX `imports_waiting` ON `imports` (`created_at`) WHERE ended_at is null and (looked_at is null or (confirmed_at is not null and applied_at is null) or (take_back_at is not null and taken_back_at is null));--> statement-breakpoint
CREATE INDEX `notifications_organisation` ON `notifications` (`organisation_id`) WHERE organisation_id is not null;--> statement-breakpoint
CREATE INDEX `requests_unit` ON `requests` (`unit_id`) WHERE unit_id is not null;--> statement-breakpoint
CREATE INDEX `users_organisation` ON `users` (`organisation_id`) WHERE organisation_id is not null;--> statement-breakpoint
CREATE INDEX `users_unit` ON `users` (`unit_id`) WHERE unit_id is not null;