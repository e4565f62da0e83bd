-- Is it worth it? Automation, acceptance, plans, deals and jobs over the period of policy analytics.window.
select metric, value, unit, target, is_met, description_en
from success_metrics;
