using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Coc.EventFormat;
using NpgsqlTypes;

namespace Coc.Integration.EventStore;

/// <summary>jsonb reorders members, rewrites numbers and drops spaces; the canonical text of a value is the same before and after.</summary>
public sealed class CanonicalThroughJsonb(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static readonly string[] Pieces = ["é", "e\u0301", "\u2028", "😀", "\"", "\\", "/", "\b\f\n\r\t", "\u0001", "\u007f", "<&'>", "\ufb33", "\ue000", "a", "B", " ", "", "\ufffd"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_same_before_and_after(int seed)
    {
        var random = new Random(seed);
        var values = Enumerable.Range(0, 400).Select(_ => Value(random, 4)?.ToJsonString() ?? "null").ToArray();

        await using var command = fixture.Daemon.CreateCommand("select v::jsonb::text from unnest($1) with ordinality as t (v, n) order by n");
        command.Parameters.Add(new() { Value = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        foreach (var value in values)
        {
            (await reader.ReadAsync(TestContext.Current.CancellationToken)).ShouldBeTrue();
            Canonical(reader.GetString(0)).ShouldBe(Canonical(value));
        }
    }

    private static string Canonical(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Encoding.UTF8.GetString(CanonicalJson.Of(document.RootElement));
    }

    private static JsonNode? Value(Random random, int depth) => random.Next(depth > 0 ? 8 : 6) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next(2) == 0),
        2 => JsonValue.Create(random.NextInt64(-(1L << 53), 1L << 53)),
        3 => JsonValue.Create(Number(random)),
        4 or 5 => JsonValue.Create(Text(random)),
        6 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth - 1))]),
        _ => new JsonObject(Enumerable.Range(0, random.Next(5)).Select(_ => Text(random)).Distinct().Select(name => KeyValuePair.Create(name, Value(random, depth - 1)))),
    };

    private static double Number(Random random)
    {
        var number = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
        return double.IsFinite(number) ? number : 0.1;
    }

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Pieces[random.Next(Pieces.Length)]));
}
