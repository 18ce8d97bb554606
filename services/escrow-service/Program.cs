using Pengcheng.Chassis;
using Pengcheng.Escrow;
using Pengcheng.Escrow.Accounts;
using Pengcheng.Escrow.Banks;
using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Doors;
using Pengcheng.Escrow.Storage;
using Pengcheng.Escrow.Work;

var service = Service.Create("escrow", args);
service.Stream<Deal, DealReactions>().Rows<Deal, DealRows>()
    .Stream<EscrowAccount, AccountReactions>().Rows<EscrowAccount, AccountRows>()
    .Sequence(DealNumbers.Sequence)
    .Errors(typeof(EscrowErrors), typeof(BankErrors));
var policy = service.Policy<EscrowPolicy>("Escrow");
Wiring.AddWork(service, policy);
Wiring.AddBanks(service);

var app = service.Build();
var deals = DealDoor.On(app);
PartyDoor.Map(app, deals, policy);
BankDoor.Map(app, deals, policy);
TrusteeDoor.Map(deals, policy);
CourtDoor.Map(deals, policy);
AccountDoor.Map(app);
ReadingDoor.Map(app, deals);
await app.RunAsync();
