using Coc.Mailing;

namespace Coc.Unit.Mailing;

public sealed class MailTextsTests
{
    // P21, P24: that there is news, from a neutral sender; no link, and no word that tells somebody who looks over the shoulder what it is about.
    private static readonly string[] Telling =
    [
        "http", "www", "://", "<", "conduct", "report", "case", "committee", "panel", "project", "complaint", "harass", "alleg", "victim", "offender", "accus", "vote", "decision", "sanction", "order", "notice",
        "conflict", "urgent", "approv", "deadline", "foundation",
    ];

    [Theory]
    [InlineData(MailTexts.Waiting)]
    [InlineData(MailTexts.News)]
    [InlineData(MailTexts.Invitation)]
    [InlineData(MailTexts.Renewal)]
    public void No_text_says_what_it_is_about(string template)
    {
        var (subject, text) = MailTexts.Of(template, null, "0000-1111-2222-3333-4444");

        Words(subject + " " + text).ShouldBeEmpty();
        subject.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public void A_telling_word_would_be_seen() => Words("You have a new Report").ShouldBe(["report"]);

    [Fact]
    public void Only_an_invitation_has_a_code_and_half_of_one_is_where_one_was_lost()
    {
        MailTexts.Of(MailTexts.Renewal, null, "0000-1111-2222").Text.ShouldContain("\n0000-1111-2222\n");
        MailTexts.Of(MailTexts.Renewal, null, "0000-1111-2222").Text.ShouldContain("opens nothing by itself");
        MailTexts.Of(MailTexts.Invitation, null, "0000-1111").Text.ShouldContain("\n0000-1111\n");
        MailTexts.Of(MailTexts.Waiting, null, null).Text.ShouldNotContain("{0}");
        MailTexts.Of(MailTexts.News, null, null).Text.ShouldNotContain("{0}");
    }

    [Theory]
    [InlineData("de")]
    [InlineData("xx-not-a-language")]
    [InlineData("no language at all, but a sentence")]
    public void What_there_are_no_texts_for_is_English(string language) => MailTexts.Of(MailTexts.News, language, null).Subject.ShouldBe("There is news for you");

    private static IEnumerable<string> Words(string text) => Telling.Where(t => text.Contains(t, StringComparison.OrdinalIgnoreCase));
}
