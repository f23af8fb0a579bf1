using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;

namespace Coc.Liaison.Features.Importing;

/// <summary>Rows of a CSV file whose header names columns in any order; the first thing that is wrong names its line and column.</summary>
internal static class CsvRows
{
    public static List<CsvRow> Of(byte[] bytes, string file, IReadOnlyList<string> columns)
    {
        using var csv = CsvReader.FromText(Text(bytes, file), new CsvReaderOptions
        {
            Separator = ',', TrackLineNumbers = true, MalformedData = CsvMalformedDataHandling.Throw, IncludeValuesInExceptions = false,
        });
        try
        {
            csv.ReadHeader();
            var known = csv.Headers.Where(columns.Contains).ToList();
            if (known.Count != known.Distinct().Count() || !known.Contains("record"))
            {
                throw ImportFailure.At(file, 1, "record", $"the header has to name it, and nothing twice; possible are {string.Join(',', columns)}");
            }

            var rows = new List<CsvRow>();
            while (csv.Read())
            {
                var line = (int)csv.LineNumber;
                if (csv.FieldCount != csv.Headers.Count)
                {
                    throw ImportFailure.At(file, line, "(any)", $"the row has {csv.FieldCount} fields, the header {csv.Headers.Count}");
                }

                rows.Add(new(file, line, known.ToDictionary(c => c, c => csv.GetString(c))));
            }

            return rows;
        }
        catch (CsvFormatException e)
        {
            throw ImportFailure.At(file, (int)e.LineNumber, "(any)", "a quotation mark is out of place");
        }
    }

    public static string Text(byte[] bytes, string file)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException e)
        {
            throw ImportFailure.At(file, 1 + bytes.AsSpan(0, Math.Max(e.Index, 0)).Count((byte)'\n'), "(any)", "the file is not UTF-8 text");
        }
    }
}

/// <summary>One row; empty cells are null, and the apostrophe that keeps a cell from being a formula is gone.</summary>
internal sealed record CsvRow(string File, int Line, IReadOnlyDictionary<string, string> Cells)
{
    public string? this[string column] => Cells.GetValueOrDefault(column) switch
    {
        null or "" => null,
        ['\'', .. var rest] => rest,
        var cell => cell,
    };

    public string Place(string column) => ImportFailure.Place(File, Line, column);

    public ImportFailure Wrong(string column, string wrong) => ImportFailure.At(File, Line, column, wrong);

    public int? Number(string column) => this[column] is { } text ? Try(column, () => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)) : null;

    public DateOnly? Day(string column) => this[column] is { } text ? Try(column, () => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture)) : null;

    public DateTimeOffset? Instant(string column) =>
        this[column] is { } text ? Try(column, () => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUniversalTime()) : null;

    public T Try<T>(string column, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException or JsonException)
        {
            throw Wrong(column, "does not fit");
        }
    }
}
