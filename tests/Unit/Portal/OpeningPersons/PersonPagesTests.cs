using Coc.Portal.Features.ChangingPersons;
using Coc.Portal.Features.OpeningPersons;
using Coc.Portal.Pages.Parts;
using Coc.Unit.Portal.Measures;

namespace Coc.Unit.Portal.OpeningPersons;

/// <summary>Who somebody is, is opened knowingly; two who keep the registry change it.</summary>
public sealed class PersonPagesTests
{
    private static readonly PersonIdentity Person = new(
        Guid.Parse("0198c0de-0000-7000-8000-000000000004"), "quiet heron", "confirmed", ["github:skyline-7", "chat:skyline"], ["S. Kyline"], new KeptView(null, null, []));

    private static Task<AngleSharp.Dom.IDocument> ShowAsync(PersonIdentity person) =>
        Rendering.ShowAsync<PersonPage>(new Dictionary<string, object?> { ["Person"] = person, ["Me"] = Some.Me, ["Version"] = "\"3\"" });

    [Fact]
    public async Task The_page_before_says_that_opening_is_on_record_and_opens_by_a_form_alone()
    {
        var page = await Rendering.ShowAsync<PersonGatePage>(new Dictionary<string, object?> { ["Id"] = Person.Id });

        page.QuerySelector(".govuk-warning-text")!.TextContent.ShouldContain("on record");
        page.QuerySelector("form[method=post]")!.GetAttribute("action").ShouldBe($"persons/{Person.Id}");
    }

    [Fact]
    public async Task Accounts_stand_in_no_address() =>
        (await ShowAsync(Person)).QuerySelectorAll("a, form").Select(e => e.GetAttribute("href") ?? e.GetAttribute("action")).ShouldAllBe(a => !a!.Contains("skyline", StringComparison.Ordinal));

    [Fact]
    public async Task Whoever_does_not_keep_the_registry_changes_nothing() => (await ShowAsync(Person with { Kept = null })).QuerySelectorAll("main form, a[href*='/merge']").ShouldBeEmpty();

    [Fact]
    public async Task Another_seats_wish_is_agreed_to_and_ones_own_is_not()
    {
        PersonChanged Asked(Guid by) => new("mergeAsked", Some.Now, by, "member", null, Guid.NewGuid(), null, "Same mail");

        (await ShowAsync(Person with { Kept = new(null, null, [Asked(Some.Others)]) })).QuerySelector("a[href*='/merge?with=']").ShouldNotBeNull();
        (await ShowAsync(Person with { Kept = new(null, null, [Asked(Some.Mine)]) })).QuerySelector("a[href*='/merge?with=']").ShouldBeNull();
    }

    [Fact]
    public async Task What_was_changed_since_settles_what_was_asked()
    {
        PersonChanged[] changes = [new("splitAsked", Some.Now, Some.Others, "member", null, null, ["chat:skyline"], "Not theirs"), new("split", Some.Now.AddMinutes(1), Some.Others, "member", null, null, null, null)];

        (await ShowAsync(Person with { Kept = new(null, null, changes) })).QuerySelectorAll("input[name=accounts]").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://coc.example/en/persons/0198c0de-0000-7000-8000-000000000004", true)]
    [InlineData("0198C0DE-0000-7000-8000-000000000004", true)]
    [InlineData("https://coc.example/sanctions/0198c0de-0000-7000-8000-000000000009/persons/0198c0de-0000-7000-8000-000000000004", true)]
    [InlineData("quiet heron", false)]
    [InlineData("", false)]
    public void A_person_is_named_by_the_address_of_their_page(string pasted, bool found) => PersonChangeRoutes.IdIn(pasted).ShouldBe(found ? Person.Id : null);

    [Fact]
    public async Task Parting_keeps_the_accounts_it_was_shown()
    {
        var form = new FormState(new Dictionary<string, Microsoft.Extensions.Primitives.StringValues> { ["of"] = new(["github:skyline-7", "chat:skyline"]), ["accounts"] = "chat:skyline" });
        var page = await Rendering.ShowAsync<SplitPage>(new Dictionary<string, object?> { ["Id"] = Person.Id, ["Form"] = form });

        page.QuerySelectorAll("input[type=hidden][name=of]").Length.ShouldBe(2);
        page.QuerySelectorAll("input[type=checkbox]").Select(c => c.HasAttribute("checked")).ShouldBe([false, true]);
    }
}
