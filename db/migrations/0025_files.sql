CREATE TABLE `files` (
	`id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`at` integer NOT NULL,
	`brought_by` text,
	`is_gone` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`brought_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE restrict,
	CONSTRAINT "files_type" CHECK("files"."type" in ('pdf', 'jpeg', 'png')),
	CONSTRAINT "files_bytes" CHECK("files"."bytes" > 0)
);
--> statement-breakpoint
CREATE INDEX `files_gone` ON `files` (`id`) WHERE is_gone = 1;--> statement-breakpoint
ALTER TABLE `credentials` ADD `scan_id` text REFERENCES files(id);--> statement-breakpoint
CREATE INDEX `credentials_scan` ON `credentials` (`scan_id`) WHERE scan_id is not null;--> statement-breakpoint
CREATE INDEX `credentials_scan_over` ON `credentials` (`valid_until`) WHERE scan_id is not null;