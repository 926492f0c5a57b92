ALTER TABLE `requests` ADD `requested_language` text REFERENCES languages(code);--> statement-breakpoint
ALTER TABLE `requests` ADD `pivot_language` text REFERENCES languages(code);--> statement-breakpoint
ALTER TABLE `requests` ADD `proposal` text;