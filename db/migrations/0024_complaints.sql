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
CREATE INDEX `complaints_forget` ON `complaints` (`forget_at`) WHERE words is not null and forget_at is not null;