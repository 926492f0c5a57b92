ALTER TABLE `offers` ADD `met_obstacles` text;--> statement-breakpoint
ALTER TABLE `offers` ADD `yes_ended_as` text;--> statement-breakpoint
CREATE INDEX `offers_yes_of_person` ON `offers` (`interpreter_id`) WHERE met_obstacles is not null;--> statement-breakpoint
CREATE INDEX `offers_yes_open` ON `offers` (`request_id`) WHERE met_obstacles is not null and yes_ended_as is null;