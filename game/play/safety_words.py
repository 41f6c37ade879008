"""What a safety rule says to the patient, in one sentence."""

from game.language import tr
from sessions.plan.safety import Firing
from sessions.plan.safety_rules import Rule


def why(rule: Rule) -> str:
    """Return why something is done now."""
    return {
        "patient_stop": tr("You asked to stop."),
        "pain_persistent": tr("Your pain has stayed high."),
        "pain_rise": tr("Your pain is higher than when you began."),
        "pain_limit": tr("Your pain is strong right now."),
        "reported_worse": tr("You said that it hurts more."),
        "dizziness": tr("You feel dizzy."),
        "nausea": tr("You feel sick."),
        "freezing": tr("The limb you feel has frozen."),
        "distress": tr("This is hard for you right now."),
        "swelling": tr("You noticed swelling."),
        "colour": tr("You noticed a change of colour."),
        "symptom": tr("You said that something is wrong."),
        "repeated": tr("The last sessions were hard for you."),
        "time_ceiling": tr("You have trained long enough for one session."),
        "repetition_ceiling": tr("You have made enough movements for one session."),
    }[rule]


def what_now(firing: Firing) -> tuple[str, ...]:
    """Return what is done about it, a short sentence for each thing."""
    said = []
    if "swap" in firing.actions:
        said.append(tr("Next comes something calmer."))
    if "ease" in firing.actions:
        said.append(tr("What follows is made easier."))
    if "tell_therapist" in firing.actions:
        said.append(tr("A note for your therapist is kept with this session."))
    return tuple(said)


def over_because(reason: str) -> str:
    """Return the last page's title for a session that a safety rule ended."""
    return {
        "dizziness": tr("We stop here for today, because you feel dizzy."),
        "nausea": tr("We stop here for today, because you feel sick."),
        "freezing": tr("We stop here for today. The limb you feel needs rest."),
        "distress": tr("We stop here for today. Be kind to yourself."),
        "swelling": tr("We stop here for today. Show the swelling to your therapist."),
        "colour": tr("We stop here for today. Show the skin to your therapist."),
        "symptom": tr("We stop here for today. Take care of yourself."),
        "time_ceiling": tr("That is enough for one session. Well done."),
        "repetition_ceiling": tr("That is enough for one session. Well done."),
    }.get(reason, tr("We stop here for today, because of your pain."))
