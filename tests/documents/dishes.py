"""The same small order in every language that paper speaks."""
# ruff: noqa: RUF001  Greek and Cyrillic letters are meant

from dataclasses import dataclass


@dataclass(frozen=True)
class Dishes:
    """What was ordered, as that language's menu says it."""

    pasta: str
    steak: str
    rare: str
    egg: str
    note: str
    wine: str
    grill: str
    kitchen: str
    table: str
    venue: str
    thanks: str
    vat: str


DISHES = {
    "en": Dishes(
        "Tagliatelle with ragù", "Rib-eye steak", "rare", "with an egg", "no onions, please", "House red, glass",
        "Grill", "Kitchen", "Table 12", "Trattoria Sole", "Thank you, come back soon", "VAT",
    ),
    "it": Dishes(
        "Tagliatelle al ragù", "Costata di manzo", "al sangue", "con uovo", "senza cipolla, è allergico",
        "Rosso della casa, calice", "Griglia", "Cucina", "Tavolo 12", "Trattoria Sole", "Grazie e a presto", "IVA",
    ),
    "de": Dishes(
        "Bandnudeln mit Ragout", "Rinderkotelett vom Grill", "blutig", "mit Spiegelei", "ohne Zwiebeln, bitte",
        "Hauswein rot, Glas", "Grill", "Küche", "Tisch 12", "Gasthaus Sonne", "Vielen Dank, bis bald", "MwSt.",
    ),
    "fr": Dishes(
        "Tagliatelles à la bolognaise", "Côte de bœuf grillée", "saignante", "avec un œuf", "sans oignons",
        "Rouge de la maison, verre", "Grillades", "Cuisine", "Table 12", "Chez Sole", "Merci et à bientôt", "TVA",
    ),
    "es": Dishes(
        "Tallarines con ragú", "Chuletón a la brasa", "poco hecho", "con huevo", "sin cebolla, ¿vale?",
        "Tinto de la casa, copa", "Parrilla", "Cocina", "Mesa 12", "Casa Sol", "Gracias y hasta pronto", "IVA",
    ),
    "el": Dishes(
        "Ταλιατέλες με ραγού", "Μοσχαρίσια μπριζόλα", "λίγο ψημένη", "με αυγό", "χωρίς κρεμμύδι",
        "Κόκκινο κρασί, ποτήρι", "Ψησταριά", "Κουζίνα", "Τραπέζι 12", "Ταβέρνα Ήλιος", "Ευχαριστούμε", "ΦΠΑ",
    ),
    "ru": Dishes(
        "Тальятелле с рагу", "Стейк рибай", "с кровью", "с яйцом", "без лука, пожалуйста", "Красное вино, бокал",
        "Гриль", "Кухня", "Стол 12", "Траттория «Соле»", "Спасибо, приходите ещё", "НДС",
    ),
    "ja": Dishes(
        "タリアテッレのラグー", "リブロースステーキ", "レア", "卵付き", "玉ねぎ抜き", "赤ワイン（グラス）",
        "焼き場", "厨房", "12番テーブル", "トラットリア ソーレ", "ありがとうございました", "消費税",
    ),
    "ar": Dishes(
        "تالياتيلي بصلصة اللحم", "شريحة لحم مشوية", "نصف ناضجة", "مع بيضة", "بدون بصل من فضلك", "عصير رمان",
        "الشواية", "المطبخ", "طاولة 12", "مطعم الشمس", "شكرًا لزيارتكم", "ضريبة القيمة المضافة",
    ),
    "th": Dishes(
        "ตาญาเตลเลราดซอสเนื้อ", "สเต๊กริบอาย", "แรร์", "เพิ่มไข่", "ไม่ใส่หัวหอม", "ไวน์แดง แก้ว",
        "เตาย่าง", "ครัว", "โต๊ะ 12", "ร้านโซเล", "ขอบคุณค่ะ", "ภาษีมูลค่าเพิ่ม",
    ),
}  # fmt: skip
