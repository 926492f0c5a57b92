ALTER TABLE `clients` ADD `key` text;--> statement-breakpoint
ALTER TABLE `clients` ADD `near_key` text;--> statement-breakpoint
CREATE UNIQUE INDEX `clients_key` ON `clients` (`organisation_id`,`key`);--> statement-breakpoint
CREATE INDEX `clients_near_key` ON `clients` (`organisation_id`,`near_key`);--> statement-breakpoint
ALTER TABLE `interpreters` ADD `key` text;--> statement-breakpoint
ALTER TABLE `interpreters` ADD `near_key` text;--> statement-breakpoint
CREATE UNIQUE INDEX `interpreters_key` ON `interpreters` (`key`);--> statement-breakpoint
CREATE INDEX `interpreters_near_key` ON `interpreters` (`near_key`);--> statement-breakpoint
ALTER TABLE `organisations` ADD `key` text;--> statement-breakpoint
ALTER TABLE `organisations` ADD `near_key` text;--> statement-breakpoint
CREATE UNIQUE INDEX `organisations_key` ON `organisations` (`key`);--> statement-breakpoint
CREATE INDEX `organisations_near_key` ON `organisations` (`near_key`);--> statement-breakpoint
ALTER TABLE `units` ADD `key` text;--> statement-breakpoint
CREATE UNIQUE INDEX `units_key` ON `units` (`organisation_id`,`key`);--> statement-breakpoint
CREATE INDEX `requests_language` ON `requests` (`language`,`variant`);--> statement-breakpoint
CREATE INDEX `requests_contact_name` ON `requests` (`contact_name`);--> statement-breakpoint
CREATE INDEX `requests_contact_phone` ON `requests` (`contact_phone`);