// dcmjs-dimse as an archive: it answers verification, takes what is sent and tells of the studies it has.
// Arguments: port, folder for a line of UID and pixels' SHA-256 an instance.
const { Scp, Server, Dataset, constants, responses } = require('dcmjs-dimse');
const crypto = require('crypto');
const fs = require('fs');
const path = require('path');
const { PresentationContextResult, SopClass, Status, StorageClass, TransferSyntax } = constants;
const [port, folder] = process.argv.slice(2);
const kept = [];

class Archive extends Scp {
  associationRequested(association) {
    this.association = association;
    association.getPresentationContexts().forEach((c) => {
      const context = association.getPresentationContext(c.id);
      const known = [SopClass.Verification, SopClass.StudyRootQueryRetrieveInformationModelFind, ...Object.values(StorageClass)];
      const plain = context.getTransferSyntaxUids().find(
        (t) => t === TransferSyntax.ExplicitVRLittleEndian || t === TransferSyntax.ImplicitVRLittleEndian);
      if (!known.includes(context.getAbstractSyntaxUid())) {
        context.setResult(PresentationContextResult.RejectAbstractSyntaxNotSupported);
      } else if (!plain) {
        context.setResult(PresentationContextResult.RejectTransferSyntaxesNotSupported);
      } else {
        context.setResult(PresentationContextResult.Accept, plain);
      }
    });
    this.sendAssociationAccept();
  }

  cEchoRequest(request, callback) {
    const response = responses.CEchoResponse.fromRequest(request);
    response.setStatus(Status.Success);
    callback(response);
  }

  cStoreRequest(request, callback) {
    const elements = request.getDataset().getElements();
    const pixels = Buffer.from(elements.PixelData[0]);
    kept.push(elements);
    fs.appendFileSync(path.join(folder, 'kept.txt'),
      elements.SOPInstanceUID + ' ' + crypto.createHash('sha256').update(pixels).digest('hex') + '\n');
    const response = responses.CStoreResponse.fromRequest(request);
    response.setStatus(Status.Success);
    callback(response);
  }

  cFindRequest(request, callback) {
    const studies = new Map(kept.map((e) => [e.StudyInstanceUID, e]));
    const out = [...studies.values()].map((e) => {
      const response = responses.CFindResponse.fromRequest(request);
      response.setDataset(new Dataset({
        QueryRetrieveLevel: 'STUDY', StudyInstanceUID: e.StudyInstanceUID, PatientID: e.PatientID, PatientName: e.PatientName,
      }));
      response.setStatus(Status.Pending);
      return response;
    });
    const last = responses.CFindResponse.fromRequest(request);
    last.setStatus(Status.Success);
    callback([...out, last]);
  }

  associationReleaseRequested() {
    this.sendAssociationReleaseResponse();
  }
}

const server = new Server(Archive);
server.on('networkError', () => {});
server.listen(Number(port));
