using System.Text.Json;
using Coc.Portal.Pages.Measures;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Coc.Unit.Portal.Measures;

/// <summary>What somebody wrote is never lost: not when it is refused, not when their sign-in is over, not when nobody answers.</summary>
public sealed class MendingTests
{
    private static readonly FormState Written = FormState.Of(("reason", "Two\nlines"), ("version", "\"7\""), ("step", "send"));

    [Fact]
    public void Every_refusal_and_every_outage_is_mended_and_a_mistake_of_ours_is_not()
    {
        Mending.Of(new RefusedException(new(401, "signInRequired")), CancellationToken.None)!.Status.ShouldBe(401);
        Mending.Of(new HttpRequestException("gone"), CancellationToken.None)!.Status.ShouldBe(503);
        Mending.Of(new JsonException(), CancellationToken.None)!.Status.ShouldBe(503);
        Mending.Of(new InvalidOperationException(), CancellationToken.None).ShouldBeNull();
    }

    [Fact]
    public async Task Where_the_form_cannot_be_shown_its_words_are()
    {
        var answer = await Mending.ShowAsync(() => throw new RefusedException(new(StatusCodes.Status401Unauthorized, "signInRequired")), "sanctions/1/amend", Written, ["reason"], CancellationToken.None);

        var page = answer.ShouldBeOfType<RazorComponentResult<SendAgainPage>>();
        page.StatusCode.ShouldBe(StatusCodes.Status401Unauthorized);
        var shown = await Rendering.ShowAsync<SendAgainPage>(page.Parameters.ToDictionary());
        shown.QuerySelector("form")!.GetAttribute("action").ShouldBe("sanctions/1/amend");
        shown.QuerySelectorAll("input[type=hidden]").Where(i => i.GetAttribute("name") is "reason" or "version" or "step").Select(i => i.GetAttribute("value")).ShouldBe(["Two\nlines", "\"7\"", "send"]);
        shown.Body!.TextContent.ShouldContain("Your sign-in has ended");
    }

    [Fact]
    public async Task A_word_in_an_address_is_shown_only_where_the_page_has_it()
    {
        var known = await Rendering.ShowAsync<Coc.Portal.Features.OpeningPersons.PersonGatePage>(new Dictionary<string, object?> { ["Said"] = "merge-asked" });
        var planted = await Rendering.ShowAsync<Coc.Portal.Features.OpeningPersons.PersonGatePage>(new Dictionary<string, object?> { ["Said"] = "Your account is locked, call 555" });

        known.QuerySelector(".govuk-notification-banner").ShouldNotBeNull();
        planted.Body!.TextContent.ShouldNotContain("555");
    }
}
