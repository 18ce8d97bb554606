using Pengcheng.Chassis;
using Pengcheng.Inspection;
using Pengcheng.Inspection.Bodies;
using Pengcheng.Inspection.Complaints;
using Pengcheng.Inspection.Firms;
using Pengcheng.Inspection.Officers;
using Pengcheng.Inspection.Ratings;
using Pengcheng.Inspection.Visits;

var service = Service.Create("inspection", args);
service.Stream<Firm, FirmReactions>().Stream<Visit, VisitReactions>().Stream<Complaint, ComplaintReactions>().Stream<Body, BodyReactions>()
    .Stream<Officer>().Stream<Rating>()
    .KeyError(VisitReactions.EntryKey, InspectionErrors.EntryExists)
    .Errors(typeof(InspectionErrors));
var policy = service.Policy<InspectionPolicy>("Inspection");
Wiring.AddWork(service, policy);

await service.Build().RunAsync();
