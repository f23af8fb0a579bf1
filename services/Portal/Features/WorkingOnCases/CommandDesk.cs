using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Coc.Platform.Http;
using Coc.Portal.Features.ReadingCases;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.WorkingOnCases;

/// <summary>Sends commands of a case, with the version that was seen and a key by which a second press is the same one.</summary>
internal sealed class CommandDesk(Api api, CaseDesk desk, IStringLocalizer<CaseTexts> caseWords, IStringLocalizer<CommandTexts> words)
{
    public const string Seen = "etag";
    public const string Key = "key";

    public IStringLocalizer<CommandTexts> Words => words;

    public async Task<CommandSetting> SettingAsync(Guid id, CommandForm? command, string? of, CancellationToken cancellationToken)
    {
        var scene = await desk.OpenAsync(id, cancellationToken);
        var files = command is { NeedsFiles: true } ? api.GetAsync<FileList>($"/api/cases/{id}/evidence", cancellationToken) : Task.FromResult(new FileList());
        var spaces = command is { NeedsSpaces: true } ? await desk.SpacesAsync(scene.Case.Projects.Append(scene.Case.Body), cancellationToken) : [];
        return new(scene, caseWords, words) { Files = (await files).Items, Spaces = spaces, Of = of };
    }

    /// <exception cref="RefusedException">any answer but 2xx</exception>
    /// <returns>the answer, where there is one: who made the case vanish for oneself gets none</returns>
    public async Task<JsonDocument?> SendAsync(Guid id, string path, JsonObject body, FormState form, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/cases/{id}/{path}") { Content = JsonContent.Create(body, options: Json.Options) };
        if (form.Text(Key) is { } key)
        {
            request.Headers.Add(SendingOnce.Header, SendingOnce.KeyOf(key));
        }

        using var answer = await api.SendAsync(request, null, form.Text(Seen), cancellationToken);
        return answer.StatusCode == System.Net.HttpStatusCode.OK ? await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken) : null;
    }

    /// <summary>What others did since the form was opened; empty where nothing did.</summary>
    public async Task<IReadOnlyList<StepShown>> MeanwhileAsync(CaseScene scene, FormState form, CancellationToken cancellationToken) =>
        long.TryParse(form[Seen].Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seen) && seen < scene.Case.Version ? await desk.StepsSinceAsync(scene.Case.Id, seen, cancellationToken) : [];

    /// <summary>A refusal in words: ours where there are some, else the API's, which are in English.</summary>
    public string InWords(Refusal refusal) => refusal switch
    {
        { Status: StatusCodes.Status412PreconditionFailed } => words["Refused.stale"],
        { Code: { } code } when words[$"Refused.{code}"] is { ResourceNotFound: false } known => known.Value,
        { Status: StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable } => words["Refused.later", refusal.RetryAfter ?? 60],
        { Detail: { Length: > 0 } detail } => words["RefusedByRule", refusal.Rule ?? refusal.Code ?? "", detail],
        _ => words["Refused.other"],
    };
}
