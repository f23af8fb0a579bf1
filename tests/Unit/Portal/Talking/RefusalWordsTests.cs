using System.Globalization;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Coc.Unit.Portal.Talking;

public sealed class RefusalWordsTests
{
    private static IStringLocalizer<RefusalTexts> Words(string language = "en")
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        return new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<RefusalTexts>>();
    }

    private static string Say(Refusal refusal) => Words().Of(refusal);

    private static FormState Shown(string path, string text, string language = "en") =>
        FormState.Empty.With("x", "").Wrong(new(400, "validation", Errors: new Dictionary<string, string[]> { [path] = [text] }), Words(language), Coc.Portal.Features.FilingForOthers.ReportForOthers.FieldOf);

    [Theory]
    [InlineData("projects[1]", "projects")]
    [InlineData("subjects[0].accounts[3]", "subjects[0].accounts")]
    [InlineData("subjects[1].name", "subjects[1].name")]
    [InlineData("exclude[0].name", "exclude")]
    [InlineData("affected[1].minor", "affected.minor")]
    public void What_is_wrong_stands_at_the_field_it_was_written_in(string path, string field) => Shown(path, "must not be empty").Errors.ShouldHaveSingleItem().Field.ShouldBe(field);

    [Fact]
    public void What_is_wrong_is_said_in_the_language_of_the_page_where_there_are_words()
    {
        Shown("projects[0]", "is not a known project", "es").Errors[0].Text.ShouldStartWith("No existe ese proyecto");
        Shown("projects[0]", "is a novelty").Errors[0].Text.ShouldContain("is a novelty");
    }

    [Theory]
    [InlineData(401, null, "signed out")]
    [InlineData(503, "unavailable", "does not answer")]
    [InlineData(412, "stale", "Somebody changed this")]
    [InlineData(409, "listChanged", "other people now")]
    [InlineData(418, "teapot", "does not answer")]
    public void Every_refusal_is_said_in_words(int status, string? code, string words) => Say(new(status, code)).ShouldContain(words);

    [Fact]
    public void A_rule_that_has_no_words_is_named() => Say(new(409, "novelty", "R99")).ShouldContain("R99");

    [Fact]
    public async Task Who_is_signed_out_or_hears_nothing_gets_the_form_back()
    {
        (await Trying.SendAsync(() => throw new RefusedException(new(401, null)), CancellationToken.None))!.Status.ShouldBe(401);
        (await Trying.SendAsync(() => throw new HttpRequestException(), CancellationToken.None))!.Status.ShouldBe(503);
        (await Trying.SendAsync(() => Task.CompletedTask, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public void The_key_of_a_form_stays_while_it_may_have_arrived_and_is_another_once_it_did()
    {
        var form = FormState.Of((Once.Field, "first"), ("text", "kept"));

        Once.After(new(503, "unavailable"), form)[Once.Field].ShouldBe("first");
        var anew = Once.After(new(422, "idempotencyKeyReused"), form);
        anew[Once.Field].ShouldNotBe("first");
        anew["text"].ShouldBe("kept");
    }
}
