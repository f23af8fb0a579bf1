using System.Net.Http.Json;
using System.Text.Json;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Intake.Features.KeepingEvidence;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Coc.Integration.Intake;

/// <summary>What reporters and Cases do with evidence, and a look behind the wall.</summary>
internal sealed class EvidenceDesk(IntakeApp intake)
{
    public static readonly Guid Case = Guid.NewGuid();
    public static readonly Guid Ira = Guid.NewGuid();
    public static readonly Guid Juno = Guid.NewGuid();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public IEventStore Store => intake.App.Services.GetRequiredService<IEventStore>();

    public ContentKeys Keys => intake.App.Services.GetRequiredService<ContentKeys>();

    public Task<(int Status, JsonElement Json)> SendAsync(string receipt, byte[] content, string name = "x", params (string Name, string Value)[] fields) => SendAsync(receipt, content, name, null, fields);

    public async Task<(int Status, JsonElement Json)> SendAsync(string receipt, byte[] content, string name, string? key, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } };
        foreach (var (field, value) in fields)
        {
            form.Add(new StringContent(value), field);
        }

        return await PostAsync(receipt, form, key);
    }

    public async Task<(int Status, JsonElement Json)> PostAsync(string receipt, HttpContent content, string? key = null)
    {
        using var http = intake.App.AsReceipt(receipt);
        if (key is not null)
        {
            http.DefaultRequestHeaders.Add("Idempotency-Key", key);
        }

        using var response = await http.PostAsync("/api/receipt/evidence", content, Token);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Token));
    }

    public async Task<EvidenceKept> BringAsync(byte[] content)
    {
        using var http = intake.App.AsService("cases");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", "brought.bin" } };
        using var response = await http.PostAsync($"/internal/evidence?case={Case}&seat={Ira}", form, Token);
        return (await response.Content.ReadFromJsonAsync<EvidenceKept>(Token))!;
    }

    public async Task<JsonElement> ReceiptAsync(string receipt)
    {
        using var http = intake.App.AsReceipt(receipt);
        return await http.GetFromJsonAsync<JsonElement>("/api/receipt", Token);
    }

    public async Task<(int Status, string? Code)> AskAsync(Guid evidence, string path, EvidenceQuestion asked)
    {
        using var http = intake.App.AsService("cases");
        using var response = await http.PostAsJsonAsync($"/internal/evidence/{evidence}{path}", asked, Token);
        return ((int)response.StatusCode, response.IsSuccessStatusCode ? null : (await response.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("code").GetString());
    }

    public async Task<byte[]> ReadAsync(Guid report, Guid evidence)
    {
        using var http = intake.App.AsService("cases");
        using var response = await http.PostAsJsonAsync($"/internal/evidence/{evidence}/original", new EvidenceQuestion(Case, Ira, [report], false), Token);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync(Token);
    }

    public async Task<IReadOnlyList<StatedEvidence>> ListAsync(Guid report)
    {
        using var http = intake.App.AsService("cases");
        using var response = await http.PostAsJsonAsync("/internal/evidence/of-case", new EvidenceOfCase(Case, Ira, [report], []), Token);
        return (await response.Content.ReadFromJsonAsync<EvidenceList>(Token))!.Items;
    }

    public async Task<long> BlocksAsync(Guid report) =>
        (long)(await intake.ScalarAsync($"select count(*) from app.evidence_blocks b join app.evidence e using (evidence) where e.stream_id = '{report}'"))!;

    public async Task<long> RowsAsync(Guid report) => (long)(await intake.ScalarAsync($"select count(*) from app.evidence where stream_id = '{report}'"))!;

    public Task AgeAsync(Guid evidence) => SuperuserAsync($"update app.evidence set begun = begun - interval '61 minutes' where evidence = '{evidence}'");

    public async Task SuperuserAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(intake.App.Database.Superuser);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Token);
    }
}
