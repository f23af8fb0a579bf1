using System.Text;
using Coc.Intake.Domain;
using Coc.Intake.Domain.Files;

namespace Coc.Unit.Intake;

public sealed class RecognisingFiles
{
    [Theory]
    [InlineData("FFD8FFE0", "image/jpeg")]
    [InlineData("89504E470D0A1A0A", "image/png")]
    [InlineData("474946383961", "image/gif")]
    [InlineData("524946460000000057454250", "image/webp")]
    [InlineData("255044462D312E37", "application/pdf")]
    [InlineData("504B0304", "application/zip")]
    [InlineData("4D5A9000", "application/x-executable")]
    [InlineData("7F454C46", "application/x-executable")]
    [InlineData("000000186674797068656963", "image/heic")]
    [InlineData("00000018667479706D703432", "video/mp4")]
    [InlineData("1A45DFA3", "video/webm")]
    [InlineData("D0CF11E0A1B11AE1", "application/x-ole-storage")]
    [InlineData("0001020304", "application/octet-stream")]
    [InlineData("", "application/octet-stream")]
    [InlineData("FF", "application/octet-stream")]
    public void Bytes_show_what_they_are(string hex, string type) => FileTypes.Of(Convert.FromHexString(hex)).ShouldBe(type);

    [Theory]
    [InlineData("hello\nworld", "text/plain")]
    [InlineData("{\"a\": 1}", "text/plain")]
    [InlineData("Grüße 😀", "text/plain")]
    [InlineData("<!DOCTYPE html><p>", "text/html")]
    [InlineData("  \n<HTML>", "text/html")]
    [InlineData("<script>alert(1)</script>", "text/html")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'>", "image/svg+xml")]
    [InlineData("<?xml version='1.0'?><svg>", "image/svg+xml")]
    [InlineData("<?xml version='1.0'?><a>", "application/xml")]
    [InlineData("#!/bin/sh", "text/x-shellscript")]
    [InlineData("a\0b", "application/octet-stream")]
    public void So_do_letters(string text, string type) => FileTypes.Of(Encoding.UTF8.GetBytes(text)).ShouldBe(type);

    [Fact]
    public void A_letter_cut_off_at_the_end_of_the_head_is_still_text() =>
        FileTypes.Of([.. Encoding.UTF8.GetBytes(new string('a', FileTypes.Head - 1)), 0xC3]).ShouldBe("text/plain");

    [Fact]
    public void Bytes_that_are_no_letters_are_no_text() => FileTypes.Of([.. "text"u8, 0xC3, .. "more text"u8]).ShouldBe("application/octet-stream");

    [Theory]
    [InlineData("image/jpeg", "image/jpeg", "photo.jpg", false)]
    [InlineData("image/jpeg", "image/jpg", "photo.JPEG", false)]
    [InlineData("image/jpeg", null, "photo", false)]
    [InlineData("image/jpeg", "application/octet-stream", "photo.xyz", false)]
    [InlineData("application/zip", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "notes.docx", false)]
    [InlineData("text/plain", "text/plain; charset=utf-8", "log.txt", false)]
    [InlineData("application/x-executable", "image/jpeg", "photo.jpg", true)]
    [InlineData("application/x-executable", null, "photo.jpg", true)]
    [InlineData("application/x-executable", "image/png", "photo", true)]
    [InlineData("image/png", "image/jpeg", "photo.png", true)]
    [InlineData("text/html", "text/plain", "log.txt", true)]
    [InlineData("application/zip", "image/png", "shot.png", true)]
    public void What_promises_something_else_lies(string type, string? declared, string name, bool lies) => FileTypes.Lies(type, declared, name).ShouldBe(lies);

    [Theory]
    [InlineData("image/jpeg", false, "image/jpeg")]
    [InlineData("image/jpeg", true, "application/octet-stream")]
    [InlineData("text/html", false, "application/octet-stream")]
    [InlineData("image/svg+xml", false, "application/octet-stream")]
    [InlineData("application/xml", false, "application/octet-stream")]
    [InlineData("application/x-executable", false, "application/octet-stream")]
    public void What_lies_or_could_run_goes_out_without_a_type(string type, bool lies, string served) =>
        FileTypes.Served(new EvidenceFacts("n", 1, "", type, null, lies, null, null)).ShouldBe(served);

    [Theory]
    [InlineData("photo.jpg", "photo.jpg")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("..\\..\\windows\\system.ini", "system.ini")]
    [InlineData("C:\\Users\\ana\\shot.png", "shot.png")]
    [InlineData("/", "file")]
    [InlineData("..", "file")]
    [InlineData("", "file")]
    [InlineData(null, "file")]
    [InlineData("  spaced .txt. ", "spaced .txt")]
    [InlineData("invoice\u202Egpj.exe", "invoicegpj.exe")]
    [InlineData("a\u2066b\u200Bc\u0007d\r\ne", "abcde")]
    [InlineData("Übersicht 図.pdf", "Übersicht 図.pdf")]
    [InlineData("smile😀.png", "smile😀.png")]
    public void A_name_leads_nowhere_and_shows_what_it_is(string? given, string clean) => FileNames.Clean(given).ShouldBe(clean);
}
