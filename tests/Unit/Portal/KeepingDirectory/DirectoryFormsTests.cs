using System.Text.Json;
using Coc.Platform.Http;
using Coc.Portal.Features.ForwardingReports;
using Coc.Portal.Features.KeepingTies;
using Coc.Portal.Features.SettingPolicies;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Seats;
using Coc.Portal.Talking;

namespace Coc.Unit.Portal.KeepingDirectory;

/// <summary>What somebody writes arrives at the API as they meant it, and what they did not touch stays.</summary>
public sealed class DirectoryFormsTests
{
    private const string Policy =
        """
        {"version":3,"effectiveFrom":"2026-01-01T00:00:00Z","quorum":"majority","voteRule":"twoThirds","permanentVoteRule":"majorityOfAll","panelMinimum":3,"ask":"all","writtenConsentHours":24,
        "acknowledgeWithin":{"businessDays":3},"statusEvery":{"days":7},"appealWindow":{"days":30},"employerCap":2,"calendar":{"weekdays":[1,2,3,4,5],"holidays":["2026-12-25"]},"tellFirst":false,
        "arbiter":"meridian","employerCapRule":"number","employerCapSeats":"elected","notTogetherWith":["sextant"],"recusalReasons":{"hard":["accused"],"soft":["sameEmployer"]},
        "forcedRecusal":"majority","verifyEvery":{"days":365},"ownText":[{"rule":"J8","to":"outsideMediator"}],"platforms":[{"platform":"chat","keeps":{"days":90}}]}
        """;

    [Fact]
    public void A_policy_that_nobody_touched_is_sent_as_it_is()
    {
        var policy = JsonDocument.Parse(Policy).RootElement;

        var wanted = JsonSerializer.SerializeToElement(PolicyForm.Wanted(PolicyForm.Of(policy, "\"1\"")), Json.Options);

        foreach (var field in policy.EnumerateObject().Where(f => f.Name is not ("version" or "effectiveFrom")))
        {
            JsonElement.DeepEquals(wanted.GetProperty(field.Name), field.Value).ShouldBeTrue(field.Name);
        }

        wanted.EnumerateObject().Select(f => f.Name).ShouldNotContain("retention");
    }

    [Fact]
    public void A_duration_is_a_number_and_its_unit()
    {
        PeriodField.Read(FormState.Of(("a", "3"), ("a.unit", "hours")), "a").ShouldBe(new Period(Hours: 3));
        PeriodField.Read(FormState.Of(("a", "3"), ("a.unit", "")), "a").ShouldBe(new Period(BusinessDays: 3));
        PeriodField.Read(FormState.Of(("a", ""), ("a.unit", "days")), "a").ShouldBeNull();
    }

    [Fact]
    public void An_emptied_tie_is_gone_and_one_without_a_choice_is_hard()
    {
        var form = TieForm.Of([new("soft", Names: ["Rex"]), new("hard", Accounts: ["github:rex"])]);

        TieForm.Count(form).ShouldBe(3);
        TieForm.Written(form).Select(t => t.Kind).ShouldBe(["soft", "hard"]);
        TieForm.Written(FormState.Of(("count", "2"), ("[0].names", ""), ("[1].names", "Tam\r\nTam O."))).ShouldHaveSingleItem().Names.ShouldBe(["Tam", "Tam O."]);
    }

    [Theory]
    [InlineData("liaison", "forwarded")]
    [InlineData("moderator", "moderator")]
    [InlineData("eventStaff", "transcribed")]
    [InlineData("alternate", "forwarded,moderator,transcribed")]
    [InlineData("executor", "")]
    public void Who_may_bring_a_report_and_how(string role, string ways) =>
        string.Join(',', Ways.Of(new Me(Guid.Empty, "Nia", [new(Guid.Empty, "quadrant", role)]), "quadrant")).ShouldBe(ways);

    [Fact]
    public void Nothing_is_brought_for_another_body() => Ways.Of(new Me(Guid.Empty, "Nia", [new(Guid.Empty, "quadrant", "liaison")]), "gnomon").ShouldBeEmpty();

    [Fact]
    public void The_foundation_acts_for_a_project_without_a_committee()
    {
        BodyCard served = new("gnomon", "Gnomon", "project", "foundation", "orrery");
        Me chair = new(Guid.Empty, "Eun", [new(Guid.Empty, "orrery", "member", Chair: true)]), liaison = new(Guid.Empty, "Gus", [new(Guid.Empty, "gnomon", "liaison")]);

        (chair.DecidesFor(served), chair.ProposesFor(served), chair.ReadsAllOf(served)).ShouldBe((true, true, true));
        (liaison.DecidesFor(served), liaison.ProposesFor(served), liaison.ReadsAllOf(served)).ShouldBe((false, false, false));
    }
}
