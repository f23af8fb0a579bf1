using System.Diagnostics;
using Coc.Integration.Fixtures;
using Coc.Liaison.Features.Importing;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Liaison;

/// <summary>The whole directory out and in again: the same everywhere, all or nothing.</summary>
public sealed class DirectoryFiles(LiaisonApp liaison, PostgresServer server) : IClassFixture<LiaisonApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("json")]
    [InlineData("csv")]
    public async Task What_is_exported_makes_the_same_directory_elsewhere_and_changes_nothing_here(string format)
    {
        await liaison.Importer.ProjectsAsync(LiaisonApp.ProjectsFile, Token);
        await liaison.Admin.SendAsync(HttpMethod.Patch, "/api/bodies/sextant", new
        {
            contacts = new[] { "=cmd()|x; and more", "conduct@sextant.example" }, codeLink = "https://sextant.example/code", conditions = new[] { "training" }, verifiedOn = "2026-01-05",
        });
        await liaison.Admin.PostAsync("/api/events", new { slug = "con-" + format, name = "Con, \"the\" big one", producer = "parent", from = "2026-12-01T08:00:00Z", to = "2026-12-02T08:00:00Z", offHoursContact = "Night\ndesk" });
        var exported = await ExportAsync(liaison.App, format);

        (await ImportAsync(liaison.App, exported, format)).ShouldBe(new ImportCounts(0, 0, 248));

        await using var elsewhere = await ServiceApp.StartAsync(server, LiaisonApp.Service);
        var clock = Stopwatch.StartNew();
        (await ImportAsync(elsewhere, exported, format)).ShouldBe(new ImportCounts(248, 0, 0));
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        (await ExportAsync(elsewhere, format)).ShouldBe(exported);
        (await ImportAsync(elsewhere, exported, format)).ShouldBe(new ImportCounts(0, 0, 248));
    }

    [Theory]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"nowhere"}]}""", "foundation")]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"orrery","policy":{"arbiter":"kestrel"}},{"slug":"kestrel","name":"Kestrel","kind":"project","handling":"own","foundation":"orrery","policy":{"arbiter":"kite"}}]}""", "R17")]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"orrery","policy":{"memberSeats":2,"quorum":"3"}}]}""", "R42")]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"orrery"},{"slug":"orrery","name":"Orrery","kind":"project","handling":"own","foundation":"orrery"}]}""", "orrery")]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"orrery"}],"seats":[{"body":"kite","email":"no address","role":"member"}]}""", "seats[0].account")]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"orrery"}],"seats":[{"body":"kite","email":"a@kite.example","role":"member","termStart":"2030-01-01T00:00:00Z","termEnd":"2029-01-01T00:00:00Z"}]}""", "R36")]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"orrery"}],"seats":[{"body":"kite","email":"a@kite.example","role":"member","appointment":"elected","employer":"One"},{"body":"kite","email":"b@kite.example","role":"member","appointment":"elected","employer":"one"},{"body":"kite","email":"c@kite.example","role":"member","appointment":"elected","employer":"ONE"}]}""", "R34")]
    [InlineData("""{"bodies":[{"slug":"kite","name":"Kite","kind":"project","handling":"own","foundation":"orrery"}],"events":[{"slug":"con","name":"Con","producer":"other","from":"2026-12-02T00:00:00Z","to":"2026-12-01T00:00:00Z"}]}""", "events[0].to")]
    [InlineData("""{"bodies":[null]}""", "bodies[0]")]
    [InlineData("""{"bodies":7}""", "line 1")]
    public async Task A_file_with_one_fault_applies_nothing(string file, string says)
    {
        var failure = await Should.ThrowAsync<ImportFailure>(() => ImportAsync(liaison.App, file, "json"));

        failure.Message.ShouldContain(says);
        (await liaison.Anyone.GetAsync("/api/bodies/kite")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("record,slug,name,kind,handling,foundation\nbody,kite,Kite,project,own,orrery\nbird,x,,,,\n", "line 3, column record")]
    [InlineData("record,slug,name,kind,handling,foundation,verified_on\nbody,kite,Kite,project,own,orrery,soon\n", "line 2, column verified_on")]
    [InlineData("slug,name\nkite,Kite\n", "line 1, column record")]
    [InlineData("record,slug,name,kind,handling,foundation\nbody,kite,Kite\n", "line 2")]
    public async Task A_bad_table_names_its_line_and_column(string table, string says) =>
        (await Should.ThrowAsync<ImportFailure>(() => ImportAsync(liaison.App, table, "csv"))).Message.ShouldContain(says);

    private static Task<string> ExportAsync(ServiceApp app, string format) => app.Services.GetRequiredService<DirectoryExporter>().WriteAsync(format == "csv", Token);

    private static async Task<ImportCounts> ImportAsync(ServiceApp app, string text, string format)
    {
        var file = Path.ChangeExtension(Path.GetTempFileName(), format);
        try
        {
            await File.WriteAllTextAsync(file, text, Token);
            return await app.Services.GetRequiredService<DirectoryImporter>().ImportAsync(file, Token);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
