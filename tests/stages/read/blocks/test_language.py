import pytest

from onrecord.stages.read.blocks.language import detect_language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The harbour was closed and the ships stayed at sea for the night."),
        ("fr", "Le port a été fermé et les navires sont restés en mer pour la nuit."),
        ("de", "Der Hafen war geschlossen, und die Schiffe blieben in der Nacht auf dem Meer."),
        ("es", "El puerto fue cerrado y los barcos se quedaron en el mar por la noche."),
        ("pt", "O porto não foi aberto e os navios ficaram no mar para a noite."),
        ("it", "Il porto è stato chiuso e le navi sono rimaste in mare per la notte."),
        ("tr", "Liman bu gece için kapalı ve gemiler daha çok denizde kaldı."),
        ("pl", "Port jest zamknięty i statki nie weszły do niego w nocy, że tak powiem."),
        ("ru", "Порт был закрыт, и корабли не вошли в него, как он заявил на этой неделе."),
        ("uk", "Порт був закритий, і кораблі не увійшли до нього, як він сказав, що та це."),
        ("ar", "قال الوزير إن السفن بقيت في البحر وأضاف أن الميناء مغلق من الاثنين إلى الخميس"),
        ("fa", "بندر بسته شد و کشتی‌ها در دریا ماندند که این برای شهر از آن بدتر است"),
        ("he", "הנמל היה סגור והוא אמר כי הספינות לא נכנסו אל הנמל של העיר"),
        ("zh", "港口部长星期三表示，港口将关闭到星期四，船只不得进入港口。"),
        ("ja", "港湾大臣は水曜日、港は木曜日まで閉鎖されると述べた。"),
        ("ko", "항만 장관은 수요일에 항구가 목요일까지 폐쇄될 것이라고 말했다."),
    ],
)
def test_language_is_told_by_script_and_small_words(language: str, text: str) -> None:
    found = detect_language(text)
    assert found is not None
    assert found[0] == language
    assert 0 < found[1] <= 1


def test_text_that_tells_too_little_has_no_language() -> None:
    assert detect_language("Selm 123") is None
    assert detect_language("Xqz Wvk Plmn Trfg Hjkl Bnmv Cxzq Wrtp") is None
