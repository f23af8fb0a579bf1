using System.Text.Json;
using System.Text.Json.Serialization;
using Coc.EventMaintenance.Attesting;

namespace Coc.EventMaintenance.Exporting;

/// <summary>The first line: what this file is.</summary>
/// <param name="Format">1; another one is refused</param>
/// <param name="Tenant">the only tenant in it; null for all</param>
/// <param name="Stream">the only stream in it; null for all</param>
/// <param name="Head">the newest signed head, null when none has been signed; in front, because a verifier passes once and must know how far it reaches</param>
internal sealed record ExportHeader(int Format, string Service, string? Tenant, Guid? Stream, string At, SignedHead? Head)
{
    [JsonIgnore]
    public bool Whole => Tenant is null && Stream is null;
}

/// <summary>The last line: what it must have been, so that a cut file is seen.</summary>
/// <param name="Sha256">of all lines before, line feeds included</param>
internal sealed record ExportEnd(long Streams, long Events, long Unchained, string Sha256);

internal static class ExportFormat
{
    public const int Version = 1;

    public static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Default)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, AllowDuplicateProperties = false, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    };
}

/// <summary>A line of an export is not what was written there.</summary>
public sealed class ExportException(long line, string what) : Exception($"Line {line} {what}.")
{
    /// <summary>1 is the first.</summary>
    public long Line { get; } = line;
}
