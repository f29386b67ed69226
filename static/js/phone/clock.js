/** Days and times as somebody's own clock has them, wherever the phone is. */

/**
 * @param {string} zone An IANA time zone.
 * @param {Date} [now]
 * @returns {string} Such as "2026-05-04".
 */
export function localDay(zone, now = new Date()) {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(now);
  const part = (type) => parts.find((one) => one.type === type).value;
  return `${part("year")}-${part("month")}-${part("day")}`;
}

/**
 * @param {string} day Such as "2026-05-04".
 * @param {string} language
 * @returns {string} Such as "Monday 4 May".
 */
export function dayInWords(day, language) {
  const noon = new Date(`${day}T12:00:00Z`);
  const words = { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" };
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, words).format(noon);
}

/**
 * @param {number} at
 * @param {string} zone
 * @returns {string} Such as "8:05".
 */
export function timeInWords(at, zone) {
  const words = { hour: "numeric", minute: "2-digit", hourCycle: "h23", timeZone: zone };
  return new Intl.DateTimeFormat("en-GB", words).format(new Date(at));
}
