// Choose the time zone this device is in, unless somebody has chosen already.
for (const select of document.querySelectorAll("select[data-time-zone=guess]")) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (select.querySelector(`option[value="${CSS.escape(zone)}"]`)) select.value = zone;
}
