using Pengcheng.Chassis;
using Pengcheng.Escrow;
using Pengcheng.Escrow.Accounts;
using Pengcheng.Escrow.Banks;
using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Doors;
using Pengcheng.Escrow.Storage;

var service = Service.Create("escrow", args);
service.Stream<Deal, DealReactions>().Rows<Deal, DealRows>()
    .Stream<EscrowAccount, AccountReactions>().Rows<EscrowAccount, AccountRows>()
    .Store(EscrowTables.Configure)
    .KeyError("unit", EscrowErrors.UnitHasLiveDeal).KeyError("acceptance", EscrowErrors.AcceptanceTaken).KeyError("deal-no", EscrowErrors.DealNoTaken)
    .Errors(typeof(EscrowErrors), typeof(BankErrors));
Wiring.AddWork(service);
Wiring.AddBanks(service);

var app = service.Build();
PartyDoor.Map(app);
BankDoor.Map(app);
TrusteeDoor.Map(app);
CourtDoor.Map(app);
AccountDoor.Map(app);
ReadingDoor.Map(app);
await app.RunAsync();
