using System.Collections;
using System.Globalization;
using System.Resources;
using Coc.Portal.Features.ReadingCases;
using Coc.Portal.Features.WorkingOnCases;
using Coc.Portal.Pages.Parts;

namespace Coc.Unit.Portal.Cases;

/// <summary>The table of commands: each has its words, its address and its body.</summary>
public sealed class CommandFormsTests
{
    public static TheoryData<string> Every => [.. CommandForms.All.Select(f => f.Command)];

    [Theory]
    [MemberData(nameof(Every))]
    public void Each_form_is_named_and_explained_and_so_is_each_field(string command)
    {
        var texts = Texts(typeof(CommandTexts));
        var form = CommandForms.Find(command)!;

        texts.Keys.ShouldContain($"Title.{command}");
        texts.Keys.ShouldContain($"Lead.{command}");
        form.Fields.Where(f => !texts.ContainsKey($"{command}.{CommandLabels.Plain(f)}") && !texts.ContainsKey($"Field.{CommandLabels.Plain(f)}")).Select(f => f.Name).ShouldBeEmpty();
        (form.Fields.Any(f => f.Aside) && !texts.ContainsKey($"Aside.{command}")).ShouldBeFalse();
        (form.Once is not null && !(texts.ContainsKey($"Once.{command}.Title") && texts.ContainsKey($"Once.{command}.Body"))).ShouldBeFalse();
    }

    [Fact]
    public void Every_command_of_a_panel_has_a_form() => Coc.Cases.Domain.Availability.Commands.Where(c => !CommandForms.Has(c)).ShouldBeEmpty();

    [Theory]
    [InlineData("proposals/votes", "proposals/p-1/votes")]
    [InlineData("monitoring", "monitoring/p-1")]
    [InlineData("hand-on/take", "hand-on/take")]
    [InlineData("triage", "triage")]
    public void What_a_command_is_done_to_is_in_its_address(string command, string path) =>
        CommandForms.Find(command)!.PathIn(new CaseShown(), FormState.Of((CommandForm.Of, "p-1"))).ShouldBe(path);

    [Fact]
    public void A_step_is_found_under_its_agreement()
    {
        var (agreement, step) = (Guid.NewGuid(), Guid.NewGuid());
        var shown = new CaseShown { Agreements = [new AgreementShown { Id = agreement, Steps = [new AgreementStepShown { Id = step }] }] };

        CommandForms.Find("agreements/steps")!.PathIn(shown, FormState.Of((CommandForm.Of, step.ToString()))).ShouldBe($"agreements/{agreement}/steps/{step}");
    }

    [Fact]
    public void A_message_to_somebody_says_nothing_of_others_who_were_chosen_before()
    {
        var form = FormState.Of(("to", "reporter"), ("person", "a"), ("report", "b"), ("affected", "c"), ("text", "Hello"), ("considered.safety", "x"));

        CommandBody.Of(CommandForms.Find("communications")!, form).ToJsonString().ShouldBe("""{"to":"reporter","report":"b","text":"Hello"}""");
    }

    [Fact]
    public void Somebody_else_is_one_person_more() =>
        CommandBody.Of(CommandForms.Find("subjects")!, FormState.Of(("person", "add"), ("identification", "claimed"), ("accounts", "github:one\r\n\r\n github:two ")))
            .ToJsonString().ShouldBe("""{"identification":"claimed","accounts":["github:one","github:two"],"add":true}""");

    [Fact]
    public void Parts_of_a_letter_in_which_nothing_was_written_are_none_and_people_count_from_one() =>
        CommandBody.Of(CommandForms.Find("split-report")!, FormState.Of(("report", "r"), ("parts[0].text", "The other matter"), ("parts[0].subjects", "1, 3"), ("parts[2].projects", "sextant")))
            .ToJsonString().ShouldBe("""{"report":"r","parts":[{"text":"The other matter","subjects":[0,2]}]}""");

    [Theory]
    [InlineData("2026-03-14T09:00", "2026-03-14T09:00:00Z")]
    [InlineData("2026-03-14", "2026-03-14T00:00:00Z")]
    [InlineData("tomorrow", null)]
    public void Times_are_read_as_UTC(string written, string? sent) =>
        CommandBody.ValueOf(Ask.Instant("until"), FormState.Of(("until", written)))?.GetValue<string>().ShouldBe(sent);

    private static Dictionary<string, string> Texts(Type marker) =>
        new ResourceManager(marker.FullName!, marker.Assembly).GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>().ToDictionary(t => (string)t.Key, t => (string)t.Value!);
}
