using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Looking;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Pages;

/// <summary>P1: a case that is not for a seat does not exist for it. Its pages are, byte for byte, those of a system in which the case does not exist.</summary>
public sealed class WalledPageTests(RunningSystem system)
{
    private static readonly string[] Lists = ["/work", "/cases", "/cases?body=sextant", "/conflict-requests", "/sanctions", "/sanctions?body=sextant", "/notices", "/orders", "/foundation", "/account"];

    [Fact]
    public async Task The_pages_of_a_seat_that_stands_aside_are_those_of_a_system_without_the_case()
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = system.Address };
        var sextant = await Committee.OfSextantAsync(system);
        var aside = sextant.Seats[4];
        var pages = PageReader.Of(http, aside);
        var before = await ReadAsync(pages, Lists);

        var reporter = await Reporter.FileAsync(system, ["sextant"]);
        (await sextant.AnswerAsync(aside, reporter.Report, "hard")).Expect(204);
        var work = await sextant.TakeUpAsync(reporter.Report, [.. sextant.Seats.Take(4)]);
        await work.AcknowledgeAsync();
        await work.TriageAsync();
        var person = await work.IdentifyAsync();

        var after = await ReadAsync(pages, Lists);
        foreach (var (path, page) in after)
        {
            page.ShouldBe(before[path], path);
        }

        var nothing = Guid.NewGuid();
        foreach (var path in new[] { "/cases/{0}", "/cases/{0}/history", "/cases/{0}/notes", "/trail/{0}", "/sanctions/{0}", "/notices/{0}", "/persons/{0}" })
        {
            foreach (var id in new[] { work.Id, reporter.Report, person })
            {
                var seen = (await pages.ReadAsync(string.Format(null, path, id))).Replace(id.ToString(), nothing.ToString(), StringComparison.Ordinal);
                seen.ShouldBe(await pages.ReadAsync(string.Format(null, path, nothing)), path);
            }
        }
    }

    [Fact]
    public async Task Who_has_no_seat_there_sees_the_pages_of_a_system_without_the_case()
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = system.Address };
        var pages = PageReader.Of(http, await system.AsAsync("vera@astrolabe.example"));
        var before = await ReadAsync(pages, Lists);

        var sextant = await Committee.OfSextantAsync(system);
        var reporter = await Reporter.FileAsync(system, ["sextant"]);
        var work = await sextant.TakeUpAsync(reporter.Report);
        await work.AcknowledgeAsync();

        foreach (var (path, page) in await ReadAsync(pages, Lists))
        {
            page.ShouldBe(before[path], path);
        }

        (await pages.ReadAsync($"/cases/{work.Id}")).Replace(work.Id.ToString(), "", StringComparison.Ordinal).ShouldStartWith("404");
    }

    private static async Task<Dictionary<string, string>> ReadAsync(PageReader pages, IEnumerable<string> paths)
    {
        var read = new Dictionary<string, string>();
        foreach (var path in paths)
        {
            read.Add(path, await pages.ReadAsync(path));
        }

        return read;
    }
}
