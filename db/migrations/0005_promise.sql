ALTER TABLE `requests` ADD `answer_promised_at` integer;--> statement-breakpoint
UPDATE `requests` SET `answer_promised_at` = `answer_due_at` WHERE `answer_due_at` <= `start_at` - 7200000;--> statement-breakpoint
ALTER TABLE `requests` DROP COLUMN `answer_due_at`;--> statement-breakpoint
ALTER TABLE `requests` RENAME COLUMN `answer_promised_at` TO `answer_due_at`;
