using System.Text;
using Coc.Intake.Domain;
using Coc.Intake.Domain.Files;

namespace Coc.Unit.Intake;

/// <summary>What a name's ending, a declared type and the first bytes say a file is; which types are shown, read and stripped.</summary>
public sealed class PromisingFiles
{
    [Theory]
    [InlineData("image/jpeg", ".jpg .jpeg .jfif .JPG")]
    [InlineData("image/png", ".png")]
    [InlineData("image/gif", ".gif")]
    [InlineData("image/webp", ".webp")]
    [InlineData("image/bmp", ".bmp")]
    [InlineData("image/tiff", ".tif .tiff")]
    [InlineData("image/heic", ".heic .heif .avif")]
    [InlineData("image/avif", ".heic .heif .avif")]
    [InlineData("application/pdf", ".pdf")]
    [InlineData("application/zip", ".zip .docx .xlsx .pptx .odt .ods .odp .jar .apk")]
    [InlineData("application/x-ole-storage", ".doc .xls .ppt .msg")]
    [InlineData("application/gzip", ".gz")]
    [InlineData("application/x-7z-compressed", ".7z")]
    [InlineData("application/vnd.rar", ".rar")]
    [InlineData("video/mp4", ".mp4 .m4v .mov .m4a .3gp")]
    [InlineData("video/quicktime", ".mp4 .m4v .mov .m4a .3gp")]
    [InlineData("audio/mp4", ".mp4 .m4v .mov .m4a .3gp")]
    [InlineData("video/webm", ".webm .mkv")]
    [InlineData("video/x-msvideo", ".avi")]
    [InlineData("audio/mpeg", ".mp3")]
    [InlineData("audio/wav", ".wav")]
    [InlineData("audio/ogg", ".ogg .oga .opus")]
    [InlineData("audio/flac", ".flac")]
    [InlineData("text/plain", ".txt .log .md .csv .json .eml .mbox .rtf")]
    [InlineData("application/rtf", ".rtf")]
    [InlineData("text/html", ".htm .html")]
    [InlineData("image/svg+xml", ".svg")]
    [InlineData("application/x-executable", ".exe .dll")]
    public void An_ending_promises_what_it_is_used_for_and_nothing_else(string type, string endings)
    {
        foreach (var name in endings.Split(' ').Select(ending => "file" + ending))
        {
            FileTypes.Lies(type, null, name).ShouldBeFalse(name);
            FileTypes.Lies("application/zstd", null, name).ShouldBeTrue(name);
        }
    }

    [Theory]
    [InlineData("image/jpeg", "image/jpeg image/jpg IMAGE/JPEG")]
    [InlineData("image/png", "image/png")]
    [InlineData("image/gif", "image/gif")]
    [InlineData("image/webp", "image/webp")]
    [InlineData("image/bmp", "image/bmp")]
    [InlineData("image/tiff", "image/tiff")]
    [InlineData("image/heic", "image/heic image/heif image/avif")]
    [InlineData("image/svg+xml", "image/svg+xml")]
    [InlineData("application/pdf", "application/pdf")]
    [InlineData("application/zip", "application/zip")]
    [InlineData("application/gzip", "application/gzip")]
    [InlineData("video/quicktime", "video/mp4 video/quicktime audio/mp4")]
    [InlineData("video/webm", "video/webm")]
    [InlineData("audio/mpeg", "audio/mpeg")]
    [InlineData("audio/wav", "audio/wav")]
    [InlineData("audio/ogg", "audio/ogg")]
    [InlineData("audio/flac", "audio/flac")]
    [InlineData("text/plain", "text/plain text/csv application/json message/rfc822")]
    [InlineData("text/html", "text/html")]
    public void So_does_what_the_senders_machine_declared(string type, string declared)
    {
        foreach (var said in declared.Split(' '))
        {
            FileTypes.Lies(type, said + "; charset=utf-8", "file").ShouldBeFalse(said);
            FileTypes.Lies("application/zstd", said, "file").ShouldBeTrue(said);
        }
    }

    [Theory]
    [InlineData("image/jpeg image/png image/gif image/webp image/heic image/avif", true, true, true)]
    [InlineData("video/mp4 video/quicktime text/plain", true, false, true)]
    [InlineData("image/bmp image/tiff video/webm audio/mp4 audio/mpeg audio/ogg audio/wav audio/flac application/pdf", true, false, false)]
    [InlineData("text/html image/svg+xml application/zip application/x-executable application/octet-stream", false, false, false)]
    public void Which_types_are_shown_stripped_and_read(string types, bool served, bool strippable, bool readable)
    {
        foreach (var type in types.Split(' '))
        {
            FileTypes.Served(new EvidenceFacts("n", 1, "", type, null, false, null, null)).ShouldBe(served ? type : FileTypes.Unknown);
            FileTypes.Strippable(type).ShouldBe(strippable, type);
            FileTypes.Readable(type).ShouldBe(readable, type);
        }
    }

    [Theory]
    [InlineData("524946460000000057415645", "audio/wav")]
    [InlineData("524946460000000041564920", "video/x-msvideo")]
    [InlineData("524946460000000041424344", "application/octet-stream")]
    [InlineData("00000018667479706d696631", "image/heic")]
    [InlineData("000000186674797061766966", "image/avif")]
    [InlineData("000000186674797061766973", "image/avif")]
    [InlineData("000000186674797071742020", "video/quicktime")]
    [InlineData("00000018667479704d344120", "audio/mp4")]
    [InlineData("00000018667479704d344220", "audio/mp4")]
    [InlineData("0000001866747970", "application/octet-stream")]
    [InlineData("424D1000000000000000360000002800", "image/bmp")]
    [InlineData("424D1000000000000100360000002800", "application/octet-stream")]
    [InlineData("424D1000000001000000360000002800", "application/octet-stream")]
    [InlineData("424D100000000000000036000000", "application/octet-stream")]
    [InlineData("49492A00", "image/tiff")]
    [InlineData("4D4D002A", "image/tiff")]
    [InlineData("1F8B", "application/gzip")]
    [InlineData("425A68", "application/x-bzip2")]
    [InlineData("FD377A585A00", "application/x-xz")]
    [InlineData("28B52FFD", "application/zstd")]
    [InlineData("377ABCAF271C", "application/x-7z-compressed")]
    [InlineData("526172211A07", "application/vnd.rar")]
    [InlineData("4F676753", "audio/ogg")]
    [InlineData("664C6143", "audio/flac")]
    [InlineData("494433", "audio/mpeg")]
    [InlineData("FFFB", "audio/mpeg")]
    [InlineData("CAFEBABE", "application/x-executable")]
    [InlineData("0061736D", "application/x-executable")]
    [InlineData("53514C69746520666F726D6174203300", "application/vnd.sqlite3")]
    [InlineData("7B5C727466", "application/rtf")]
    [InlineData("504B0506", "application/zip")]
    [InlineData("FFFE61006200", "text/plain")]
    [InlineData("FEFF00610062", "text/plain")]
    public void Further_beginnings(string hex, string type) => FileTypes.Of(Convert.FromHexString(hex)).ShouldBe(type);

    [Theory]
    [InlineData("<head>", "text/html")]
    [InlineData("<body>", "text/html")]
    [InlineData("<iframe src='x'>", "text/html")]
    [InlineData("<!DOCTYPE svg>", "image/svg+xml")]
    [InlineData("<?xml version='1.0'?><html>", "text/html")]
    [InlineData("< head>", "text/plain")]
    public void What_a_browser_would_run_has_a_name_of_its_own(string text, string type) => FileTypes.Of(Encoding.UTF8.GetBytes(text)).ShouldBe(type);
}
