ALTER TABLE `assignments` ADD `kept_at` integer;--> statement-breakpoint
ALTER TABLE `notifications` ADD `bundle` text;