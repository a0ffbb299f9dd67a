"""A small content in English with translations that keep every rule, to break."""

from pathlib import Path
from typing import Any

from pseudo import file
from write_fresh import write as write_fresh
from write_language import language, text, undecided

from linkedin_guard.model.catalogue import Words
from linkedin_guard.rules.shapes import WORDS

SAID: dict[str, dict[str, Any]] = {
    "en": {
        "start": "Begin with the first step",
        "leave": "Leave this page",
        "due": {"one": "Due {day}, tomorrow", "other": "Due {day}, in {days} days"},
        "today": ["today"],
        "days-ago": ["{count} days ago", "{count} day ago"],
        "ask": "Delete these files? [y/N]",
        "yes": "y yes",
        "sent": "Have you sent the form?",
        "does": "leave",
        "tips": ["Press s for the sources, or run lg-wizard sources.", "All is at https://www.linkedin.com/help."],
        "agreed": "You recorded on {day} that LinkedIn agreed to your objection.",
        "refused": "You recorded on {day} that LinkedIn refused your objection.",
        "law": "Article 17(1)(c) of the GDPR: from 3 November 2025 on, 20% of 20,000 people.",
    },
    "de": {
        "start": "Mit dem ersten Schritt beginnen",
        "leave": "Diese Seite verlassen",
        "due": {"one": "Fällig am {day}, morgen", "other": "Fällig am {day}, in {days} Tagen"},
        "today": ["heute"],
        "days-ago": ["vor {count} Tagen"],
        "ask": "Diese Dateien löschen? [j/N]",
        "yes": "j ja",
        "sent": "Haben Sie das Formular abgeschickt?",
        "does": "verlassen",
        "tips": [
            "Mit s kommen die Quellen, oder mit lg-wizard sources.",
            "Alles steht auf https://www.linkedin.com/help.",
        ],
        "agreed": "Am {day} haben Sie festgehalten: LinkedIn gibt Ihrem Widerspruch statt.",
        "refused": "Am {day} haben Sie festgehalten: LinkedIn lehnt Ihren Widerspruch ab.",
        "law": "Artikel 17 Absatz 1 Buchstabe c DSGVO: ab 3. November 2025, 20\u00a0% von 20.000 Menschen.",
    },
    "fr": {
        "start": "Commencer par la première étape",
        "leave": "Quitter cette page",
        "due": {
            "one": "Dû le {day}, dans {days} jour",
            "many": "Dû le {day}, dans {days} de jours",
            "other": "Dû le {day}, dans {days} jours",
        },
        "today": ["aujourd’hui"],
        "days-ago": ["il y a {count} jours", "il y a {count} jour"],
        "ask": "Supprimer ces fichiers\u202f? [o/N]",
        "yes": "o oui",
        "sent": "Avez-vous envoyé le formulaire\u202f?",
        "does": "quitter",
        "tips": [
            "La touche s montre les sources, ou lg-wizard sources.",
            "Tout est sur https://www.linkedin.com/help.",
        ],
        "agreed": "Le {day}, vous avez noté que LinkedIn accepte l’opposition.",
        "refused": "Le {day}, vous avez noté que LinkedIn refuse l’opposition.",
        "law": "Article 17, paragraphe 1, point c, RGPD\u00a0: depuis le 3 novembre 2025, 20\u00a0% de 20\u202f000.",
    },
    "pl": {
        "start": "Zacznij od kroku pierwszego",
        "leave": "Opuść tę stronę",
        "due": {
            "one": "Termin: {day}, jutro",
            "few": "Termin: {day}, za {days} dni",
            "many": "Termin: {day}, za {days} dni",
            "other": "Termin: {day}, za {days} dnia",
        },
        "today": ["dzisiaj", "dziś"],
        "days-ago": ["{count} dni temu"],
        "ask": "Usunąć te pliki? [t/N]",
        "yes": "t tak",
        "sent": "Czy formularz został wysłany?",
        "does": "wyjdź",
        "tips": [
            "Klawisz s pokazuje źródła, tak jak lg-wizard sources.",
            "Wszystko jest na https://www.linkedin.com/help.",
        ],
        "agreed": "Zapisano {day}: LinkedIn uwzględnia sprzeciw.",
        "refused": "Zapisano {day}: LinkedIn odrzuca sprzeciw.",
        "law": "Artykuł 17 ust. 1 lit. c RODO: od 3 listopada 2025 r., 20% z\u00a020\u00a0000 osób.",
    },
    "es": {
        "start": "Empieza por el primer paso",
        "leave": "Deja esta página",
        "due": {
            "one": "Vence el {day}, mañana",
            "many": "Vence el {day}, en {days} de días",
            "other": "Vence el {day}, en {days} días",
        },
        "today": ["hoy"],
        "days-ago": ["hace {count} días"],
        "ask": "¿Eliminar los archivos? [s/N]",
        "yes": "s sí",
        "sent": "¿Has enviado el formulario?",
        "does": "salir",
        "tips": ["La tecla s muestra las fuentes, o lg-wizard sources.", "Todo está en https://www.linkedin.com/help."],
        "agreed": "El {day} anotaste que LinkedIn acepta la oposición.",
        "refused": "El {day} anotaste que LinkedIn rechaza la oposición.",
        "law": "Artículo 17, apartado 1, letra c, RGPD: desde el 3 de noviembre de 2025, 20\u00a0% de 20.000.",
    },
    "zh-hant": {
        "start": "從第一步開始",
        "leave": "離開此頁",
        "due": {"other": "限期 {day}（{days} 天後）"},
        "today": ["今天", "今日"],
        "days-ago": ["{count} 天前"],
        "ask": "刪除這些檔案？[y/N]",
        "yes": "y 是",
        "sent": "你已寄出表格了嗎？",
        "does": "離開",
        "tips": ["按 s 看來源，或用 lg-wizard sources。", "全部在 https://www.linkedin.com/help。"],
        "agreed": "你在 {day} 記錄了 LinkedIn 接受你的反對。",
        "refused": "你在 {day} 記錄了 LinkedIn 拒絕你的反對。",
        "law": "GDPR 第 17 條第 1 款 c 項：自 2025年11月3日起，20,000 人中的 20%。",
    },
}
"""What is said, in each language. Machine-made: it only has to keep the rules."""

ADDRESS = {"de": "Sie", "fr": "vous", "pl": "ty", "es": "tú", "zh-hant": "你"}

GLOSSARY = {
    "de": ["Widerspr"],
    "fr": ["opposition"],
    "pl": ["sprzeciw"],
    "es": ["oposición"],
    "zh-hant": ["反對"],
}
"""The words for an objection."""


def _files(said: dict[str, Any]) -> dict[str, Words]:
    return {
        "ui": {
            "pick": {"start": said["start"], "leave": said["leave"]},
            "status": {"waiting": {"{days}": said["due"]}},
            "asks": {"send": said["sent"]},
            "keys": {"leave": {"key": "^q", "does": said["does"]}},
            "recorded": {"agreed": said["agreed"], "refused": said["refused"]},
            "tips": said["tips"],
            "date": {"words": {"today": said["today"], "days-ago": said["days-ago"]}},
        },
        "faults": {"forget": {"ask": said["ask"], "yes": said["yes"]}},
        "claims": {"erase": {"say": said["law"]}},
    }


def write(root: Path, *codes: str) -> None:
    """Put the small content in the place of the sentences of a content folder, in English and in these languages."""
    for code in ("en", *codes):
        (root / code).mkdir(exist_ok=True)
        for name in WORDS:
            (root / code / f"{name}.toml").write_text(file(_files(SAID[code]).get(name, {})), "utf-8")
        if code != "en":
            decided = {**undecided(code), "address": ADDRESS[code]}
            (root / code / "language.toml").write_text(text(decided, language(code)), "utf-8")
            (root / code / "glossary.toml").write_text(file({"objection": GLOSSARY[code]}), "utf-8")
            write_fresh(code, root)
