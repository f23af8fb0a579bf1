using Coc.Ledger;
using Coc.Platform;


var builder = WebApplication.CreateBuilder(args);
var settings = builder.AddPlatform("ledger");
builder.AddLedger(settings);

var app = builder.Build();
app.UsePlatform();
app.MapLedger();
await app.RunAsync();
