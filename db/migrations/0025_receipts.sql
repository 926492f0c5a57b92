ALTER TABLE `expenses` ADD `receipt_id` text REFERENCES files(id);--> statement-breakpoint
CREATE INDEX `expenses_receipt` ON `expenses` (`receipt_id`) WHERE receipt_id is not null;--> statement-breakpoint
CREATE INDEX `expenses_receipt_over` ON `expenses` (`date`) WHERE receipt_id is not null;