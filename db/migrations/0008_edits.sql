CREATE TABLE `requests_before` (
	`event_id` integer PRIMARY KEY NOT NULL,
	`columns` text NOT NULL,
	`until` integer NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE restrict
);
