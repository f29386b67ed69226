import { serve } from "{{ worker|escapejs }}";
serve(JSON.parse("{{ settings_json|escapejs }}"));
