package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.SearchTerms.Highlight;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SearchTermsTest {
  /// What of a text is found, as it is written there.
  private static List<String> found(String typed, String text) {
    return SearchTerms.of(typed).in(text).stream()
        .map(at -> text.substring(at.start(), at.start() + at.length()))
        .toList();
  }

  @Test
  void allWordsMustBeThereInAnyOrder() {
    assertThat(found("moon the", "The dark side of the moon"))
        .containsExactly("The", "the", "moon");
    assertThat(found("moon sun", "The dark side of the moon")).isEmpty();
  }

  @Test
  void onlyTheLastWordMayBeUnfinished() {
    assertThat(found("dark mo", "dark moon")).containsExactly("dark", "moon");
    assertThat(found("da moon", "dark moon")).isEmpty();
    assertThat(found("\"dark mo\"", "dark moon")).isEmpty();
  }

  @Test
  void aPhraseStandsTogether() {
    assertThat(found("\"side of the\" moon", "side of the moon, the side"))
        .containsExactly("side of the", "moon");
    assertThat(found("\"moon side\"", "side of the moon")).isEmpty();
    assertThat(found("\"side of", "one side of it")).containsExactly("side of");
  }

  @Test
  void caseAndAccentsDoNotMatter() {
    assertThat(found("CAFE", "un café")).containsExactly("café");
    assertThat(found("café", "un cafe\u0301 noir")).containsExactly("cafe\u0301");
    assertThat(found("strasse", "Straße")).containsExactly("Straße");
    assertThat(found("ΟΔΟΣ", "η οδός")).containsExactly("οδός");
    assertThat(found("ｆｕｌｌ", "full")).containsExactly("full");
  }

  @Test
  void partsOfOneWordStandTogether() {
    assertThat(found("foo-bar", "a foo bar")).containsExactly("foo bar");
    assertThat(found("ada@parley.ex", "mail ada@parley.example!"))
        .containsExactly("ada@parley.example");
    assertThat(found("foo-bar", "bar foo")).isEmpty();
  }

  @Test
  void chineseJapaneseAndKoreanIsFoundByAnyRun() {
    assertThat(found("中国", "我爱中国人民")).containsExactly("中国");
    assertThat(found("爱", "我爱中国人民")).containsExactly("爱");
    assertThat(found("国中", "我爱中国人民")).isEmpty();
    assertThat(found("東京タワー", "昨日東京タワーに行った")).containsExactly("東京タワー");
    assertThat(found("カ", "がカ")).containsExactly("カ");
    assertThat(found("が", "か")).isEmpty();
    assertThat(found("ｶﾞ", "ガ")).containsExactly("ガ");
    assertThat(found("한국", "한국어를 배워요")).containsExactly("한국");
    assertThat(found("𠮷野", "私は𠮷野家")).containsExactly("𠮷野");
    assertThat(found("v2中", "the v2中文 one")).containsExactly("v2中");
  }

  @Test
  void placesAreUtf16UnitsAndApart() {
    assertThat(SearchTerms.of("ha").in("👍 haha ha"))
        .containsExactly(new Highlight(3, 4), new Highlight(8, 2));
    assertThat(SearchTerms.of("\"a b\" b").in("a b")).containsExactly(new Highlight(0, 3));
    assertThat(SearchTerms.of("中中").in("中中中")).containsExactly(new Highlight(0, 3));
  }

  @Test
  void whatHoldsNoWordFindsNothing() {
    for (var typed : List.of("", " ", "\"\"", "*", "-- ;", "👍", "\0", "\u0301")) {
      assertThat(SearchTerms.of(typed).terms()).as(typed).isEmpty();
      assertThat(found(typed, "anything")).isEmpty();
    }
  }
}
