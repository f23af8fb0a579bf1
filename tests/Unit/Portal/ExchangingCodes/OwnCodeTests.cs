using Coc.Portal.Features.ExchangingCodes;

namespace Coc.Unit.Portal.ExchangingCodes;

/// <summary>The own code is shown once, and leads on without standing in an address.</summary>
public sealed class OwnCodeTests
{
    private const string Code = "7K3M-0000-ABCD-1234-ZZZZ";

    [Theory]
    [InlineData(true, "room")]
    [InlineData(false, "receipt")]
    public async Task It_leads_to_the_page_it_is_good_for(bool room, string page)
    {
        var shown = await Rendering.ShowAsync<OwnCodePage>(new Dictionary<string, object?> { ["Own"] = room ? new OwnCode(null, Code) : new OwnCode(Code, null) });

        shown.QuerySelector(".coc-code")!.TextContent.ShouldBe(Code);
        var form = shown.QuerySelector("main form")!;
        (form.GetAttribute("action"), form.GetAttribute("method")).ShouldBe((page, "post"));
        form.QuerySelector("input[name=code]")!.GetAttribute("value").ShouldBe(Code);
        shown.QuerySelectorAll("[href]").ShouldAllBe(a => !a.GetAttribute("href")!.Contains(Code, StringComparison.Ordinal));
    }

    [Fact]
    public void It_is_printed_by_nothing_that_prints_records() => new OwnCode(Code, null).ToString().ShouldNotContain(Code);
}
